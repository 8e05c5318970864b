from itertools import groupby

print([(k, list(g)) for k, g in groupby("aaabbca")])
print([(k, len(list(g))) for k, g in groupby([1, 3, 5, 2, 4], key=lambda x: x % 2)])
groups = groupby("aab")
first = next(groups)
second = next(groups)
print(list(first[1]), list(second[1]))

# expect: [('a', ['a', 'a', 'a']), ('b', ['b', 'b']), ('c', ['c']), ('a', ['a'])]
# expect: [(1, 3), (0, 2)]
# expect: [] ['b']
