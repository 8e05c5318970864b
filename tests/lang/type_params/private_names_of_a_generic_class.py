# min-version: 3.13
class B[__T: (int, str), *__Ts, **__P]:
    param = __T, __Ts, __P

    def f(self, x: __T):
        return __T


print(B.param, B.__type_params__, B().f(1))


class __X:
    pass


class C[__T](dict[__T, __X]):
    y = lambda: __T


print(C.__orig_bases__[0], C.y())


class E:
    def f[__T](self, a: __T) -> __T:
        return __T
    type __A[__T] = __T
    u = __A


print(E().f(1), E.u.__value__, E.f.__annotations__)
try:
    exec("class Outer:\n    __Base = object\n    class Inner[T](__Base): pass")
except NameError as e:
    print(e)

# expect: (__T, __Ts, __P) (__T, __Ts, __P) __T
# expect: dict[__T, __main__.__X] __T
# expect: __T __T {'a': __T, 'return': __T}
# expect: name '__Base' is not defined
