# What an object says in __class__ counts, if its class is not the one asked for; built-in objects say nothing else than they are.
import types
import weakref


class A:
    pass


class B(A):
    pass


class Claims:
    @property
    def __class__(self):
        return B


class Silent:
    def __getattribute__(self, name):
        raise AttributeError(name)


class Text(str):
    __class__ = A


b = B()
proxy = weakref.proxy(b)
for thing in Claims(), proxy, b, Silent(), Text("x"), "x", 5, None, A, [], types.SimpleNamespace():
    print([isinstance(thing, kind) for kind in (A, B, str, int, type, list, object, (dict, B))])

# expect: [True, True, False, False, False, False, True, True]
# expect: [True, True, False, False, False, False, True, True]
# expect: [True, True, False, False, False, False, True, True]
# expect: [False, False, False, False, False, False, True, False]
# expect: [True, False, True, False, False, False, True, False]
# expect: [False, False, True, False, False, False, True, False]
# expect: [False, False, False, True, False, False, True, False]
# expect: [False, False, False, False, False, False, True, False]
# expect: [False, False, False, False, True, False, True, False]
# expect: [False, False, False, False, False, True, True, False]
# expect: [False, False, False, False, False, False, True, False]
