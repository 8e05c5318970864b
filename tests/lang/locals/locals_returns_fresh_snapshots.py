# min-version: 3.13
def f():
    x = 1
    a = locals()
    y = 2
    b = locals()
    a["x"] = 100
    return x, sorted(a), sorted(b), a is b
print(f())

# expect: (1, ['x'], ['a', 'x', 'y'], False)
