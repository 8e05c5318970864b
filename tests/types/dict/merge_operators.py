a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a, a)
a |= b
print(a)
a |= [("w", 0)]
print(a)
for source in ("a | [('q', 1)]", "a + b", "a < b"):
    try:
        eval(source)
    except TypeError as error:
        print(error)

# expect: {'x': 1, 'y': 3, 'z': 4} {'y': 2, 'z': 4, 'x': 1} {'x': 1, 'y': 2}
# expect: {'x': 1, 'y': 3, 'z': 4}
# expect: {'x': 1, 'y': 3, 'z': 4, 'w': 0}
# expect: unsupported operand type(s) for |: 'dict' and 'list'
# expect: unsupported operand type(s) for +: 'dict' and 'dict'
# expect: '<' not supported between instances of 'dict' and 'dict'
