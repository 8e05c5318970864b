import copyreg
import gc
import io
import pickle
import sys


class Other:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "hook for " + name


class Plain:
    pass


def become(thing, cls):
    """Takes the last reference to the class of the thing, and uses its memory for something else."""
    object.__setattr__(thing, "__class__", cls)
    gc.collect()
    kept.append([type("Filler", (), {})() for _ in range(5)])


def lonely(base=Plain, meta=type, **names):
    """An object that alone keeps its class."""
    return meta("Lonely", (base,), names)()


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


kept = []


# Attributes.
def absent(self, name):
    become(self, Plain)
    raise AttributeError("none called " + name)


def vanishing(self):
    become(self, Other)
    raise AttributeError("no value")


print(attempt(getattr, lonely(__getattribute__=absent), "missing"))
print(attempt(getattr, lonely(Other, value=property(vanishing)), "value"))
print(getattr(lonely(__getattribute__=absent), "missing", "default"))


# Comparisons: the left operand's method replaces the class of the right one, or of both.
class Left:
    def __eq__(self, other):
        become(other, Plain)
        return NotImplemented

    __lt__ = __le__ = __gt__ = __ge__ = __eq__


def yes(self, other):
    return "yes"


for compare in "a == b", "a != b", "a < b", "a >= b":
    print(compare, attempt(eval, compare, {"a": Left(), "b": lonely()}))


def refuse(self, other):
    become(self, Plain)
    become(other, Plain)
    return NotImplemented


base = type("Base", (Plain,), {"__eq__": yes})
a, b = base(), type("Derived", (base,), {"__eq__": refuse})()
del base
print(a == b, type(a).__name__, type(b).__name__)


# Representations: the metaclass is asked for a name.
class Meta(type):
    def __getattribute__(cls, name):
        if name == "__module__":
            become(thing, cls.__base__)
        return type.__getattribute__(cls, name)


thing = lonely(meta=Meta)
print(repr(thing).partition(" object at ")[0])


# Reduction.
class Table:
    def __getitem__(self, cls):
        become(thing, Plain)
        raise KeyError


thing = lonely()
pickler = pickle.Pickler(io.BytesIO())
pickler.dispatch_table = Table()
print(attempt(pickler.dump, thing))


class Copyreg:
    _slotnames = staticmethod(copyreg._slotnames)

    @property
    def __newobj__(self):
        become(thing, Plain)
        return copyreg.__newobj__


sys.modules["copyreg"] = Copyreg()
thing = lonely()
print(thing.__reduce_ex__(2)[2:])
sys.modules["copyreg"] = copyreg


# Replacing the attributes: the finalizer of one of them.
class Value:
    def __del__(self):
        become(thing, Plain)


thing = lonely()
thing.a, thing.b, thing.c = Value(), [1], [2]
thing.__dict__ = {"d": 3}
print(type(thing).__name__, thing.__dict__)

# expect: AttributeError: none called missing
# expect: hook for value
# expect: default
# expect: a == b False
# expect: a != b True
# expect: a < b TypeError: '<' not supported between instances of 'Left' and 'Plain'
# expect: a >= b TypeError: '>=' not supported between instances of 'Left' and 'Plain'
# expect: False Plain Plain
# expect: <__main__.Lonely
# expect: None
# expect: (None, None, None)
# expect: Plain {'d': 3}
