def f(a, b=2):
    c = a + b
    names = locals()
    return sorted(names.items())


print(f(1))


class C:
    x = 1
    y = sorted(k for k in locals() if not k.startswith("__"))


print(C.y)

# expect: [('a', 1), ('b', 2), ('c', 3)]
# expect: ['x']
