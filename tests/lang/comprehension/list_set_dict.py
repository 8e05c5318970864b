print([x * x for x in range(6)])
print(sorted({c.lower() for c in "HelLo"}))
print({k: v for k, v in zip("abc", range(3))})
print([(x, y) for x in range(3) for y in range(x)])
print([x for x in range(20) if x % 2 if x % 3])
print([[c for c in row] for row in ["ab", "cd"]])

# expect: [0, 1, 4, 9, 16, 25]
# expect: ['e', 'h', 'l', 'o']
# expect: {'a': 0, 'b': 1, 'c': 2}
# expect: [(1, 0), (2, 0), (2, 1)]
# expect: [1, 5, 7, 11, 13, 17, 19]
# expect: [['a', 'b'], ['c', 'd']]
