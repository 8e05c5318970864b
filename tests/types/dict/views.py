d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i)
d["d"] = 4
print(list(k), list(v), sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}))
print(sorted(k ^ {"a", "z"}), k == {"a", "b", "c", "d"}, sorted(i & {("a", 1)}), k.isdisjoint("xy"))
print(list(reversed(k)), list(reversed(i)), k.mapping["a"], d.keys() == dict(d).keys(), d.values() == d.values())

# expect: dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)]) 3 True True True False
# expect: ['a', 'b', 'c', 'd'] [1, 2, 3, 4] ['a'] ['a', 'b', 'c', 'd', 'z'] ['b', 'c', 'd']
# expect: ['b', 'c', 'd', 'z'] True [('a', 1)] True
# expect: ['d', 'c', 'b', 'a'] [('d', 4), ('c', 3), ('b', 2), ('a', 1)] 1 True False
