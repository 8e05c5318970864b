a = "before"
match [1, [2, 3]]:
    case [1, [x, 9]]:
        print("no")
    case [1, [x, y]]:
        print(x, y)
match {"a": [{"b": (1, 2)}]}:
    case {"a": [{"b": (p, q)}]}:
        print(p, q)
match 1, 2, 3:
    case a, *_:
        print(a)
match = 5
case = match
print(case)

# expect: 2 3
# expect: 1 2
# expect: 1
# expect: 5
