ready = False


class Loop(type):
    def mro(cls):
        if ready and cls.__name__ == "B1":
            B2.__bases__ = (B1,)
        if ready and cls.__name__ == "B2":
            B1.__bases__ = (B2,)
        return type.mro(cls)


class A(metaclass=Loop): pass
class B1(A): pass
class B2(A): pass


ready = True
try:
    B1.__bases__ += ()
except TypeError as error:
    print(error)


class Twice(type):
    def mro(cls):
        if ready and cls.__name__ == "C" and C.__bases__ != (D2,):
            C.__bases__ = (D2,)
            raise ValueError("after another assignment")
        return type.mro(cls)


ready = False
class D(metaclass=Twice): pass
class D1(D): pass
class D2(D): pass
class C(D): pass


ready = True
try:
    C.__bases__ = (D1,)
except ValueError as error:
    print(error)
print(C.__bases__ == (D2,), C.__mro__ == (C, D2, D, object), D1.__subclasses__(), len(D2.__subclasses__()))


class Once(type):
    flag = 0

    def mro(cls):
        if cls.flag > 0:
            raise RuntimeError("only once")
        cls.flag += 1
        return type.mro(cls)


class E: pass
class E2: pass
class F(E): pass
class G(F, metaclass=Once): pass


print(G.flag)
try:
    F.__bases__ = (E2,)
except RuntimeError as error:
    print(error, F.__mro__ == (F, E, object), G.__mro__ == (G, F, E, object))

# expect: a __bases__ item causes an inheritance cycle
# expect: after another assignment
# expect: True True [] 1
# expect: 1
# expect: only once True True
