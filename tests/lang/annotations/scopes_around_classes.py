# min-version: 3.14
def outer(t):
    class C[U]:
        x: t
        y: U
        z: late
        w: __private
        v: (lambda: (t, U))
        u: [t for _ in range(1)]
        __private = "p"
        def m(self, a: __private): pass
    late = "late"
    return C
C = outer(int)
a = C.__annotations__
print(a["x"], a["y"] is C.__type_params__[0], a["z"], a["w"], a["v"]()[0], a["u"], C.m.__annotations__)
class Base:
    def method(self): return __class__
    x: int
print(Base().method(), Base.__annotations__)
for source in ("x: (yield)", "class C:\n x: (y := 1)", "def f():\n x: (yield)", "class C:\n x: (await y)"):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print(e.msg)

# expect: <class 'int'> True late p <class 'int'> [<class 'int'>] {'a': 'p'}
# expect: <class '__main__.Base'> {'x': <class 'int'>}
# expect: yield expression cannot be used within an annotation
# expect: named expression cannot be used within an annotation
# expect: yield expression cannot be used within an annotation
# expect: await expression cannot be used within an annotation
