f = frozenset([3, 1, 2])
print(f, hash(f) == hash(frozenset([1, 2, 3])), {f: "v"}[frozenset({1, 2, 3})], f == {1, 2, 3})
print({1, 2, 3} == f, f | {9} == frozenset({1, 2, 3, 9}))
print(frozenset({1}) in {frozenset({1})}, {1} in {frozenset({1})}, hasattr(f, "add"))
print(sorted(f & {1}), frozenset("a"), frozenset())

# expect: frozenset({1, 2, 3}) True v True
# expect: True True
# expect: True True False
# expect: [1] frozenset({'a'}) frozenset()
