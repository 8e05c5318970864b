# min-version: 3.13
x = "global"


def outer():
    x = "nonlocal"

    class Global:
        global x
        type Alias = x
        type Inside = (lambda: x)()
        def f[T: x](self): pass

    class Bound:
        type Alias = x
        x = "class"

    class Nonlocal:
        nonlocal x
        type Alias = x

    class Deleted:
        type Alias = x
        x = "class"
        del x

    Global.x = "class"
    return Global, Bound, Nonlocal, Deleted


for cls in outer():
    print(cls.__name__, cls.Alias.__value__)
print(outer()[0].Inside.__value__, outer()[0].f.__type_params__[0].__bound__)

# expect: Global global
# expect: Bound class
# expect: Nonlocal nonlocal
# expect: Deleted global
# expect: nonlocal global
