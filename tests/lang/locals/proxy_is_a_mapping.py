# min-version: 3.15
import sys
def f():
    a, b = 1, 2
    p = sys._getframe().f_locals
    print(type(p).__name__, len(p), sorted(p), sorted(p.items())[:2], p.get("zz"), "a" in p)
    print(p == {"a": 1, "b": 2, "p": p}, p.setdefault("c", 3), sorted(p.keys()))
    p.update({"a": 10})
    print(a, {**p}.get("a"), p | {"z": 1} == {**p, "z": 1})
    for bad in (lambda: p.clear(), lambda: p.pop("a"), lambda: p.popitem()):
        try:
            print(bad())
        except (TypeError, ValueError, AttributeError, KeyError, RuntimeError) as e:
            print(type(e).__name__)
    try:
        del p["a"]
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
    p["extra"] = 5
    print(p.pop("extra"), p.pop("extra", None), "extra" in p)
    p["extra"] = 5
    del p["extra"]
    for bad in (lambda: p.pop("extra"), lambda: p.__delitem__("extra"), lambda: p[[]], lambda: p.__setitem__([], 1)):
        try:
            bad()
        except (KeyError, TypeError) as e:
            print(type(e).__name__)
    print(reversed(p) == list(reversed(p.keys())), "{...}" in repr(p))


class Like:
    def __hash__(self):
        return hash("x")
    def __eq__(self, other):
        return other == "x"


def equal_keys(key):
    x = 1
    proxy = sys._getframe().f_locals
    proxy[key] = 2
    return x, proxy[key], key in proxy, list(proxy)


def constructor():
    x = 1
    frame = sys._getframe()
    cls = type(frame.f_locals)
    print(cls(frame) == frame.f_locals, cls(frame)["x"])
    for arguments, keywords in ((), {}), ((1,), {}), ((), {"frame": frame}):
        try:
            cls(*arguments, **keywords)
        except TypeError:
            print("refused")


f()
print(equal_keys(Like()), equal_keys(type("S", (str,), {})("x")))
constructor()

# expect: FrameLocalsProxy 3 ['a', 'b', 'p'] [('a', 1), ('b', 2)] None True
# expect: True 3 ['a', 'b', 'c', 'p']
# expect: 10 10 True
# expect: AttributeError
# expect: ValueError
# expect: AttributeError
# expect: ValueError cannot remove local variables from FrameLocalsProxy
# expect: 5 None False
# expect: KeyError
# expect: KeyError
# expect: TypeError
# expect: TypeError
# expect: True True
# expect: (2, 2, True, ['key', 'x', 'proxy']) (2, 2, True, ['key', 'x', 'proxy'])
# expect: True 1
# expect: refused
# expect: refused
# expect: refused
