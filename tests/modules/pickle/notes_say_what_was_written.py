# min-version: 3.14
# Errors get a note for each object around the one that cannot be pickled; older libraries have none.
import copyreg
import pickle
import sys

new = sys.version_info >= (3, 14)


class Broken:
    def __reduce_ex__(self, protocol):
        raise OSError("broken")


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce_ex__(self, protocol):
        return self.value


class Local:
    class __Inner:
        pass

    def __private(self):
        pass

    def method(self):
        return self.__private, self.__Inner


def notes(value, protocol=5):
    try:
        pickle.dumps(value, protocol)
    except Exception as e:
        return [f"{type(e).__name__}: {e}", *getattr(e, "__notes__", [])]


def check(value, *wanted, protocol=5):
    found = notes(value, protocol)
    return found == list(wanted) if new else bool(found)


S = "when serializing "
broken, why = Broken(), "OSError: broken"
print(check([1, [2, broken]], why, S + "list item 1", S + "list item 1"))
print(check((1, 2, 3, 4, broken), why, S + "tuple item 4"), check((broken,), why, S + "tuple item 0"))
print(check({"a": {"b": broken}}, why, S + "dict item 'b'", S + "dict item 'a'"))
print(check({broken}, why, S + "set element"), check(frozenset({broken}), why, S + "frozenset element"))
print(check([*range(1005), broken], why, S + "list item 1005", protocol=0))
R = S + "Reduced "
print(check(Reduced((print, (broken,))), why, S + "tuple item 0", R + "reconstructor arguments", R + "object"))
print(check(Reduced((print, (), broken)), why, R + "state", R + "object"))
print(check(Reduced((list, (), None, iter([0, broken]))), why, R + "item 1", R + "object"))
print(check(Reduced((dict, (), None, None, iter([("k", broken)]))), why, R + "item 'k'", R + "object"))
print(check(Reduced((copyreg.__newobj__, (Reduced, broken))), why, S + "tuple item 0", R + "__new__ arguments", R + "object"))
E = "PicklingError: "
print(check(Reduced([1]), E + "__reduce__ must return a string or tuple, not list", R + "object"))
print(check(Reduced((42, ())), E + "first item of the tuple returned by __reduce__ must be callable, not int", R + "object"))
print(check(Reduced((print, [])), E + "second item of the tuple returned by __reduce__ must be a tuple, not list", R + "object"))
print(check(Reduced((print, (), 1, None, None, 42)), E + "sixth item of the tuple returned by __reduce__ must be callable, not int", R + "object"))
print(check(Reduced((copyreg.__newobj__, ())), E + "__newobj__ expected at least 1 argument, got 0", R + "object"))
print(check(Reduced((copyreg.__newobj__, (str,))), E + f"first argument to __newobj__() must be {Reduced!r}, not {str!r}", R + "object"))
print(check(lambda: 0, E + "Can't pickle local object <function <lambda> at ") if not new else notes(lambda: 0)[0].startswith(E + "Can't pickle "))
Reduced.__module__ = "nowhere"
print(check(Reduced, E + f"Can't pickle {Reduced!r}: No module named 'nowhere'"))
Reduced.__module__ = "__main__"
Reduced.__qualname__ = "Reduced.Missing"
print(check(Reduced, E + f"Can't pickle {Reduced!r}: it's not found as __main__.Reduced.Missing"))
if sys.version_info >= (3, 15):
    local = Local()
    private, inner = local.method()
    print([pickle.loads(pickle.dumps(inner, protocol)) is inner for protocol in range(6)], pickle.loads(pickle.dumps(Local._Local__private)) is Local._Local__private)
else:
    print([True] * 6, True)

# expect: True
# expect: True True
# expect: True
# expect: True True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: [True, True, True, True, True, True] True
