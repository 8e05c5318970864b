# `in`, index() and count() for texts in lists and tuples: equal texts that are other objects, subclasses with an __eq__ of
# their own, other types between them, lists that change during the search.
from collections import deque
class Loud(str):
    def __eq__(self, other):
        seen.append(str(other))
        return str.__eq__(self, other)
    __hash__ = str.__hash__
class Agrees:
    def __eq__(self, other):
        seen.append(("agrees", other))
        return True
class Clears:
    def __eq__(self, other):
        target.clear()
        return False
seen = []
made = "".join(["al", "pha"])
words = ["alpha", "beta", "gamma", "", "é", "日本", "a" * 50]
for kind in (list, tuple, deque):
    w = kind(words)
    print([x in w for x in (made, "beta", "delta", "", "e", "é", "日本", "a" * 50, "a" * 49 + "b", 1, None)], w.index(made), w.count(made))
    mixed = kind([1, None, "x", 2.5, Loud("alpha"), "alpha"])
    print("alpha" in mixed, mixed.index("alpha"), mixed.count("alpha"), "beta" in mixed, Loud("x") in mixed)
    mixed = kind(["x", Agrees(), "y"])
    print("z" in mixed, mixed.index("z"), "x" in mixed, mixed.index("y"))
print(seen)
words.append(float("nan"))
print("beta" in words, words.index("beta", 1), words.index("gamma", -6, -2))
for bounds in ((2,), (0, 1), (5, 2), (-100, 1), (3, 100), (100, 200), (1 << 70,)):
    try:
        print(words.index("beta", *bounds))
    except ValueError:
        print("not found in", bounds)
target = ["a", "b", Clears(), "c"]
print("c" in target, target)
print("x" in [], "x" in (), [].count("x"), ["a"] * 3 == ["a"] * 3, "a" in ["b"] * 1000 + ["a"])

# expect: [True, True, False, True, False, True, True, True, False, False, False] 0 1
# expect: True 4 2 False True
# expect: True 1 True 1
# expect: [True, True, False, True, False, True, True, True, False, False, False] 0 1
# expect: True 4 2 False True
# expect: True 1 True 1
# expect: [True, True, False, True, False, True, True, True, False, False, False] 0 1
# expect: True 4 2 False True
# expect: True 1 True 1
# expect: ['alpha', 'alpha', 'alpha', 'beta', '1', 'None', 'x', ('agrees', 'z'), ('agrees', 'z'), ('agrees', 'y'), 'alpha', 'alpha', 'alpha', 'beta', '1', 'None', 'x', ('agrees', 'z'), ('agrees', 'z'), ('agrees', 'y'), 'alpha', 'alpha', 'alpha', 'beta', '1', 'None', 'x', ('agrees', 'z'), ('agrees', 'z'), ('agrees', 'y')]
# expect: True 1 2
# expect: not found in (2,)
# expect: not found in (0, 1)
# expect: not found in (5, 2)
# expect: not found in (-100, 1)
# expect: not found in (3, 100)
# expect: not found in (100, 200)
# expect: not found in (1180591620717411303424,)
# expect: False []
# expect: False False 0 True True
