from _model import frozendict

d = frozendict({"a": 1, "b": [2]})
print(d, frozendict(), frozendict([("x", 1)], y=2), frozendict(d) is d, len(d), list(d), list(reversed(d)))
print(d["a"], d.get("b"), d.get("c"), d.get("c", 3), "a" in d, "c" in d, list(d.items()), list(d.values()))
print(d == {"a": 1, "b": [2]}, {"b": [2], "a": 1} == d, d != {"a": 1}, d == [("a", 1)], d.copy() is d, dict(d), {**d})
for change in (lambda: d.__setitem__("a", 2), lambda: d.pop("a"), lambda: d.update(a=2), lambda: d.clear()):
    try:
        change()
    except AttributeError as e:
        print(type(e).__name__)
try:
    d["c"]
except KeyError as e:
    print(repr(e))
for wrong in (lambda: frozendict({}, {}), lambda: frozendict(1), lambda: frozendict([1])):
    try:
        wrong()
    except TypeError as e:
        print("TypeError")
print(isinstance(d, dict), d.keys() & {"a", "z"}, frozendict(a=1).items() ^ frozendict(b=2).items() == {("a", 1), ("b", 2)})
print(frozendict.fromkeys("ab"), frozendict.fromkeys("ab", 0), f"{d}", bool(d), bool(frozendict()))
loop = [1]
whole = frozendict(loop=loop)
loop.append(whole)
print(whole)

# expect: frozendict({'a': 1, 'b': [2]}) frozendict() frozendict({'x': 1, 'y': 2}) True 2 ['a', 'b'] ['b', 'a']
# expect: 1 [2] None 3 True False [('a', 1), ('b', [2])] [1, [2]]
# expect: True True True False True {'a': 1, 'b': [2]} {'a': 1, 'b': [2]}
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: KeyError('c')
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: False {'a'} True
# expect: frozendict({'a': None, 'b': None}) frozendict({'a': 0, 'b': 0}) frozendict({'a': 1, 'b': [2]}) True False
# expect: frozendict({'loop': [1, frozendict({...})]})
