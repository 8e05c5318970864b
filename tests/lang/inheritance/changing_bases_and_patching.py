class A:
    def f(self):
        return "A"


class B:
    def f(self):
        return "B"


class C(A):
    pass


c = C()
print(c.f())
C.__bases__ = (B,)
print(c.f(), C.__mro__[1].__name__)
B.f = lambda self: "patched"
print(c.f())
B.extra = 5
print(c.extra)

# expect: A
# expect: B B
# expect: patched
# expect: 5
