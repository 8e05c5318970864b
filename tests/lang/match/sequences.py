def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [1, *rest]:
            return f"1 then {rest}"
        case (a, b) if a == b:
            return "equal pair"
        case [_, *middle, last]:
            return f"{middle} {last}"
        case _:
            return "no"


print([f(x) for x in ([], [5], [1, 2, 3], (4, 4), (2, 3, 4), "ab", {1}, range(2, 5))])

# expect: ['empty', 'one 5', '1 then [2, 3]', 'equal pair', '[3] 4', 'no', 'no', '[3] 4']
