# min-version: 3.13
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
f()

# expect: FrameLocalsProxy 3 ['a', 'b', 'p'] [('a', 1), ('b', 2)] None True
# expect: True 3 ['a', 'b', 'c', 'p']
# expect: 10 10 True
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: TypeError cannot remove variables from FrameLocalsProxy
