# Dicts whose contents are believed (of classes, of lru_cache, of a thread's locals) cannot be reached and changed. CPython hands them out.
import functools
import gc
import sys
import threading
import types

is_cpython = sys.implementation.name == "cpython"


class Meta(type):
    pass


class Thing(metaclass=Meta):
    marker = ["kept"]

    def method(self):
        return self.marker


@functools.lru_cache(maxsize=4)
def bounded(number):
    return [number]


@functools.lru_cache(maxsize=None)
def unbounded(number):
    return [number]


local = threading.local()
local.attribute = 1
for number in range(3):
    bounded(number), unbounded(number)
thing = Thing()


def dicts(objects):
    return [found for found in objects if type(found) is dict]


def hidden(found):
    return is_cpython or not found


print(hidden([found for found in dicts(gc.get_objects()) if "marker" in found and "method" in found]))
print(hidden([found for found in dicts(gc.get_objects()) if "__sizeof__" in found]))
print(hidden(dicts(gc.get_referents(Thing, Thing.__dict__, Thing.__dict__.items(), iter(Thing.__dict__), int, type))))
print(hidden([found for found in dicts(gc.get_referents(bounded) + gc.get_referents(unbounded)) if 1 in found]))
print(hidden([found for found in dicts(gc.get_objects()) if any("_localdummy" in type(value).__name__ for value in found.values())]))
print(any(found is Thing or is_cpython for found in gc.get_referrers(Thing.marker)))
print(any(found is Thing.marker or is_cpython for found in gc.get_referents(Thing)))
print(bounded(1), unbounded(2), local.attribute, thing.method())


class Taker:
    """Keeps what an operator gives it, and does to it what a proxy forbids."""

    def take(self, other):
        if not is_cpython and type(other) is dict:
            other["marker"] = other["method"] = 1
            del other["marker"]
        return type(other)

    __ror__ = __or__ = __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = take


proxy, taker = Thing.__dict__, Taker()
around = types.MappingProxyType(type("Around", (Taker,), {"__getitem__": None})())
for other in taker, around, types.MappingProxyType(around), type("Below", (dict,), {"__ror__": Taker.take, "__eq__": Taker.take})():
    results = proxy | other, other | proxy, proxy == other, other == proxy, proxy != other
    print(bool(results), thing.method(), "marker" in proxy)
print((proxy < taker) is dict, taker > proxy, type(proxy | {}) is dict, proxy == dict(proxy), dict(proxy) == proxy, proxy == types.MappingProxyType(dict(proxy)), thing.method())

# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: [1] [2] 1 ['kept']
# expect: True ['kept'] True
# expect: True ['kept'] True
# expect: True ['kept'] True
# expect: True ['kept'] True
# expect-before-3.15: True <class 'mappingproxy'> True True True True ['kept']
# expect-since-3.15: False <class 'mappingproxy'> True True True True ['kept']
