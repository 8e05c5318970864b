def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2:
            return "small"
        case "a" | b"a":
            return "text"
        case None | True:
            return "constant"
        case -1.5 | 1 + 2j:
            return "number"
        case _:
            return "other"


print([f(x) for x in (0, 2, "a", b"a", None, True, -1.5, 1 + 2j, 99)])

# expect: ['zero', 'small', 'text', 'text', 'constant', 'small', 'number', 'number', 'other']
