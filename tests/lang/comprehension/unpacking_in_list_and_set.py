# min-version: 3.15
lists = [[1, 2], [3], []]
print([*x for x in lists], sorted({*x for x in lists}), [*range(n) for n in range(4)])
print([*x for x in lists if x], [*(y, y) for x in lists for y in x])

# expect: [1, 2, 3] [1, 2, 3] [0, 0, 1, 0, 1, 2]
# expect: [1, 2, 3] [1, 1, 2, 2, 3, 3]
