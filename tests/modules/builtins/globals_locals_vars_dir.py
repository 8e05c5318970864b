import math

x = 1
globals()["made"] = 5
print(made, locals() is globals(), vars() is globals(), "x" in globals(), "pi" in vars(math), "sqrt" in dir(math))


def f(a):
    b = 2
    return sorted(locals()), sorted(vars()), dir()


print(f(1))


class C:
    z = 1


print("z" in vars(C), [n for n in dir(C()) if n == "z"], "append" in dir([]))
print(sorted(dir(type("E", (), {"a": 1})()))[-1])

# expect: 5 True True True True True
# expect: (['a', 'b'], ['a', 'b'], ['a', 'b'])
# expect: True ['z'] True
# expect: a
