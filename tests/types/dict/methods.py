d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.pop("a"), d.pop("q", None), d.setdefault("b", 9))
print(d.setdefault("c", 3), d)
d.update({"b": 20}, e=5)
d.update([("f", 6)])
print(d, d.popitem(), len(d), "b" in d, list(d), d.copy() == d, d.copy() is d)
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict(a=1, b=2), dict([("x", 1)]))
print(dict({"p": 1}, q=2), dict(zip("ab", [1, 2])))
d.clear()
print(d, bool(d))

# expect: 1 None 0 1 None 2
# expect: 3 {'b': 2, 'c': 3}
# expect: {'b': 20, 'c': 3, 'e': 5} ('f', 6) 3 True ['b', 'c', 'e'] True False
# expect: {'a': None, 'b': None} {1: 0, 2: 0} {'a': 1, 'b': 2} {'x': 1}
# expect: {'p': 1, 'q': 2} {'a': 1, 'b': 2}
# expect: {} False
