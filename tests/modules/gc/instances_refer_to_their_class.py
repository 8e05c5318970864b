# Instances refer to their class if that is a Python class, and classes to their bases: tools that look for leaks follow these references.
import abc
import collections
import enum
import gc


class Base:
    pass


class Derived(Base):
    __slots__ = ("member",)


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


class Color(enum.Enum):
    RED = 1


class Abstract(abc.ABC):
    pass


Point = collections.namedtuple("Point", "x y")
subclasses_of_natives = [type("Sub" + base.__name__.title(), (base,), {})() for base in (list, dict, set, int, str, float, bytes, tuple, Exception, frozenset)]


def among(wanted, found):
    return any(each is wanted for each in found)


def refers(holder, held):
    return among(holder, gc.get_referrers(held)), among(held, gc.get_referents(holder))


base, derived = Base(), Derived()
print(refers(base, Base), refers(derived, Derived), refers(derived, Base))
print(refers(Derived, Base), refers(WithMeta, Meta), refers(WithMeta, type), refers(Base, object), refers(Meta, type))
print(refers(Color.RED, Color), refers(Abstract, abc.ABCMeta), refers(Point([1], 2), Point))
for each in subclasses_of_natives:
    print(type(each).__name__, refers(each, type(each)))
print(among(Base, gc.get_referrers(Base)), among(Base.__mro__, gc.get_referrers(Base)), among(Derived.__bases__, gc.get_referrers(Base)))


# ---- the neighbours


def kinds(target):
    return {type(each).__name__ for each in gc.get_referrers(target)}


def outer():
    held = [1]

    def inner():
        return held

    return inner


def generate():
    yield 1


inner, suspended, bound = outer(), generate(), base.__init__
next(suspended)


class Owner:
    def method(self):
        pass


method = Owner().method
try:
    1 / 0
except ZeroDivisionError as error:
    caught = error
print("function" in kinds(inner.__closure__[0]) or "tuple" in kinds(inner.__closure__[0]), "function" in kinds(inner.__closure__))
print("generator" in kinds(suspended.gi_frame), "function" in kinds(generate.__code__), "dict" in kinds(generate))
print("method" in kinds(Owner.method), "method" in kinds(method.__self__), "method-wrapper" in kinds(base))
print("ZeroDivisionError" in kinds(caught.__traceback__), "traceback" in kinds(caught.__traceback__.tb_frame), "function" in kinds(globals()))

# expect: (True, True) (True, True) (False, False)
# expect: (True, True) (True, True) (False, False) (True, True) (True, True)
# expect: (True, True) (True, True) (True, True)
# expect: SubList (True, True)
# expect: SubDict (True, True)
# expect: SubSet (True, True)
# expect: SubInt (True, True)
# expect: SubStr (True, True)
# expect: SubFloat (True, True)
# expect: SubBytes (True, True)
# expect: SubTuple (True, True)
# expect: SubException (True, True)
# expect: SubFrozenset (True, True)
# expect: False True True
# expect: True True
# expect: True True True
# expect: True True True
# expect: True True True
