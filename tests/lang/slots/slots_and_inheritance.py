class A:
    __slots__ = ("a",)


class B(A):
    __slots__ = ("b",)


class C(A):
    pass


b = B()
b.a, b.b = 1, 2
c = C()
c.a, c.z = 3, 4
print(b.a, b.b, vars(c), c.a)
try:
    class D:
        __slots__ = ("x",)
        x = 1
except ValueError as error:
    print(error)


class E:
    __slots__ = ("__dict__", "q")


e = E()
e.q, e.other = 1, 2
print(vars(e))

# expect: 1 2 {'z': 4} 3
# expect: 'x' in __slots__ conflicts with class variable
# expect: {'other': 2}
