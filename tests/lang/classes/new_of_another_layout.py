# A `__new__` that was found in front of the base whose layout the instances have, or that was assigned by hand, does not make them.
class A:
    __new__ = int.__new__


class B(int):
    __new__ = object.__new__


class C(str):
    __new__ = int.__new__


class D:
    pass


class E(list):
    pass


class F(int):
    def __new__(cls):
        return object.__new__(cls)


class G(F):
    pass


class H(int):
    pass


D.__new__ = list.__new__
E.__new__ = object.__new__
print(type(A()), B(3) + 1, C("7") + "8", type(D()), E([1]))
for make in F, G, lambda: object.__new__(G), lambda: object.__new__(H), lambda: object.__new__(int), lambda: str.__new__(H), lambda: int.__new__(A):
    try:
        print(make())
    except TypeError as error:
        print(error)

# expect: <class '__main__.A'> 4 78 <class '__main__.D'> [1]
# expect: object.__new__(F) is not safe, use int.__new__()
# expect: object.__new__(G) is not safe, use int.__new__()
# expect: object.__new__(G) is not safe, use int.__new__()
# expect: object.__new__(H) is not safe, use H.__new__()
# expect: object.__new__(int) is not safe, use int.__new__()
# expect: str.__new__(H): H is not a subtype of str
# expect: int.__new__(A): A is not a subtype of int
