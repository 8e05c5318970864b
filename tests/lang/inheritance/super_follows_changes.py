# What super() finds when classes change, inherit from several, hide names or have an order of their own.


class A:
    def who(self):
        return "A"

    @property
    def p(self):
        return "A.p"

    @staticmethod
    def s():
        return "A.s"

    @classmethod
    def c(cls):
        return "A.c of " + cls.__name__


class B(A):
    def who(self):
        return "B" + super().who()

    @property
    def p(self):
        return "B" + super().p

    def s(self):
        return "B" + super().s()

    @classmethod
    def c(cls):
        return "B" + super().c()

    def own(self):
        return super().name


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    def who(self):
        return "D" + super().who()


def show():
    return [o.who() for o in (B(), C(), D())], B().p, D().p, B().s(), D.c(), B.c()


for _ in range(2):
    print(show())
A.who = lambda self: "new"
print(show())
C.p = property(lambda self: "C.p")
print(show())
del A.who
try:
    B().who()
except AttributeError as error:
    print(error)
print(D.who.__qualname__)
object_like = B()
object_like.name = "instance"
try:
    object_like.own()
except AttributeError as error:
    print(error)
A.name = "class"
print(object_like.own())


class E(A):
    who = None

    def test(self):
        return super().who()


A.who = lambda self: "back"
print(E().test())


class Other:
    def who(self):
        return "Other"


class F(A):
    def who(self):
        return "F" + super().who()


f = F()
print(f.who())
F.__bases__ = (Other,)
print(f.who(), f.__class__.__mro__[1].__name__)


class Meta(type):
    def mro(cls):
        order = super().mro()
        return [order[0], Other, *order[1:]]


class G(A, metaclass=Meta):
    def who(self):
        return "G" + super().who()


print(G().who())

# expect: (['BA', 'CA', 'DBCA'], 'BA.p', 'BA.p', 'BA.s', 'BA.c of D', 'BA.c of B')
# expect: (['BA', 'CA', 'DBCA'], 'BA.p', 'BA.p', 'BA.s', 'BA.c of D', 'BA.c of B')
# expect: (['Bnew', 'Cnew', 'DBCnew'], 'BA.p', 'BA.p', 'BA.s', 'BA.c of D', 'BA.c of B')
# expect: (['Bnew', 'Cnew', 'DBCnew'], 'BA.p', 'BC.p', 'BA.s', 'BA.c of D', 'BA.c of B')
# expect: 'super' object has no attribute 'who'
# expect: D.who
# expect: 'super' object has no attribute 'name'
# expect: class
# expect: back
# expect: Fback
# expect: FOther Other
# expect: GOther
