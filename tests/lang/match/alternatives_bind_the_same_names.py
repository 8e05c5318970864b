def f(x):
    match x:
        case [1, a, b] | [b, a, 2] | {"a": a, "b": b}:
            return a, b
        case [[x, y] | (x, y, _), *_]:
            return x, y
        case int() | float() as number if number > 5:
            return number


print(f([1, 2, 3]), f([3, 4, 2]), f({"a": 5, "b": 6}), f([[7, 8], 0]), f([(7, 8, 9)]), f(6), f(5), f([1, 2, 2]))
for source in ("case [a] | [b]: pass", "case {'k': 1, 'k': 2}: pass", "case C(a=1, a=2): pass", "case _ | 1: pass"):
    try:
        compile("match x:\n  " + source, "<test>", "exec")
    except SyntaxError as error:
        print(error.msg)

# expect: (2, 3) (4, 3) (5, 6) (7, 8) (7, 8) 6 None (2, 2)
# expect: alternative patterns bind different names
# expect: mapping pattern checks duplicate key ('k')
# expect: attribute name repeated in class pattern: a
# expect: wildcard makes remaining patterns unreachable
