# Dictionaries and sets that grow, lose entries and are merged.
table = {}
for n in range(400):
    table[n if n % 3 else str(n)] = [n]
    table.setdefault("k%d" % (n % 50), []).append(n)
for n in range(0, 400, 5):
    table.pop(n, None)
print(len(table), sum(len(v) for v in table.values()), list(table)[:5], list(table.items())[-2:])
merged = table | {"a": 1, "k3": 2}
merged.update(b=2, **{"c": 3})
print(len(merged), merged["k3"], {k: v for k, v in merged.items() if k in ("a", "b", "c")}, dict.fromkeys("xyz", 0), dict([("p", 1), ("q", 2)]))
some, others = set(range(0, 200, 3)), {n * 2 for n in range(100)}
print(len(some | others), sorted(some & others)[:6], len(some - others), len(some ^ others), some <= set(range(300)), frozenset("abc") == set("cab"))
some -= others
some.update(range(20), "ab")
some.discard(3)
print(len(some), 3 in some, {frozenset({1, 2}): 1}[frozenset({2, 1})], sorted(x for x in some if isinstance(x, str)))
