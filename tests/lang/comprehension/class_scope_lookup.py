y = "global"
class C:
    y = "class"
    a = [y for _ in range(1)]
    b = [x for x in y]
    c = [(lambda: y)() for _ in range(1)]
    d = {k: y for k in "a"}
print(C.a, C.b, C.c, C.d)

# expect: ['global'] ['c', 'l', 'a', 's', 's'] ['global'] {'a': 'global'}
