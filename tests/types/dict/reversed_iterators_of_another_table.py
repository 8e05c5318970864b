# min-version: 3.15
# A reversed iterator that stood behind the end of a new, smaller table has ended.
kinds = reversed, lambda d: reversed(d.keys()), lambda d: reversed(d.values()), lambda d: reversed(d.items())
for kind in kinds:
    d = {f"k{i}": i for i in range(1000)}
    for i in range(1, 1000): del d[f"k{i}"]
    it = kind(d)
    d.clear()
    d["k0"] = 0
    print(list(it))
    two = {1: 1, 2: 2}
    it = kind(two)
    two.clear()
    two.update({3: 3, 4: 4})
    print(list(it))

# expect: []
# expect: [4, 3]
# expect: []
# expect: [4, 3]
# expect: []
# expect: [4, 3]
# expect: []
# expect: [(4, 4), (3, 3)]
