def f(x):
    match x:
        case {"kind": "point", "x": x0, "y": y0}:
            return x0, y0
        case {"kind": str(k), **rest}:
            return k, rest
        case {}:
            return "mapping"
        case _:
            return "no"


print([f(x) for x in ({"kind": "point", "x": 1, "y": 2, "z": 3}, {"kind": "q", "a": 1}, {1: 2}, [])])

# expect: [(1, 2), ('q', {'a': 1}), 'mapping', 'no']
