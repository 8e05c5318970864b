print([[x * y for y in range(3)] for x in range(3)])
print([(x, [x for x in range(2)], x) for x in range(2)])
print({x: {y for y in range(x)} for x in range(3)})

# expect: [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
# expect: [(0, [0, 1], 0), (1, [0, 1], 1)]
# expect: {0: set(), 1: {0}, 2: {0, 1}}
