class C:
    X = int
    type A = X
    type Later = Defined

    def bound[T: X](self):
        return T

    def constrained[U: (int, str), *Ts, **P](self):
        return Ts, P

    Defined = str


print(C.A.__value__, C.Later.__value__, C().bound().__bound__)
print(C.constrained.__type_params__[0].__constraints__, C().constrained())
for source in (
    "def f[T: (yield)](): pass", "type X = (y := 1)", "class A[T](x := 1): pass",
):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(error.msg)


def outer():
    T = 3

    def inner[T](x=T):
        return x, T

    return inner()


print(outer())

# min-version: 3.12

# expect: <class 'int'> <class 'str'> <class 'int'>
# expect: (<class 'int'>, <class 'str'>) (Ts, P)
# expect: yield expression cannot be used within a TypeVar bound
# expect: named expression cannot be used within a type alias
# expect: named expression cannot be used within the definition of a generic
# expect: (3, T)
