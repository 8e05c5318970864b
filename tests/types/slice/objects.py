s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None, None, -1).indices(4))
print(slice(-3, None).indices(10), s == slice(1, 10, 2), slice(5), "abcdefgh"[s])
print([0, 1, 2, 3][slice(None, -1)])
for source in ("'abc'[1:'x']", "slice()", "s.indices(-1)", "s < slice(0)", "[1][::1.5]"):
    try:
        print(eval(source))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# expect: slice(1, 10, 2) 1 10 2 (1, 5, 2) (3, -1, -1)
# expect: (7, 10, 1) True slice(None, 5, None) bdfh
# expect: [0, 1, 2]
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice expected at least 1 argument, got 0
# expect: ValueError length should not be negative
# expect: TypeError '<' not supported between instances of 'int' and 'NoneType'
# expect: TypeError slice indices must be integers or None or have an __index__ method
