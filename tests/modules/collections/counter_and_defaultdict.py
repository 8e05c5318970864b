from collections import Counter, defaultdict

c = Counter("abracadabra")
print(c.most_common(2), c["z"], c["a"], sum(c.values()), c.total())
print(sorted((c - Counter("abc")).items()), sorted((Counter("ab") + Counter("bc")).items()))
print(sorted((Counter("aab") & Counter("ab")).items()), sorted(c.elements())[:3])
c.update("zz")
c.subtract({"a": 10})
print(c["z"], c["a"], Counter(a=1) == Counter("a"), Counter(["x", "x"]))
d = defaultdict(list)
d["k"].append(1)
d["k"].append(2)
print(d, d["new"], dict(d), d.get("none"), d.default_factory, defaultdict(int, {"q": 1})["zz"])
try:
    defaultdict(None)["x"]
except KeyError as error:
    print(repr(error))

# expect: [('a', 5), ('b', 2)] 0 5 11 11
# expect: [('a', 4), ('b', 1), ('d', 1), ('r', 2)] [('a', 1), ('b', 2), ('c', 1)]
# expect: [('a', 1), ('b', 1)] ['a', 'a', 'a']
# expect: 2 -5 True Counter({'x': 2})
# expect: defaultdict(<class 'list'>, {'k': [1, 2], 'new': []}) [] {'k': [1, 2], 'new': []} None <class 'list'> 0
# expect: KeyError('x')
