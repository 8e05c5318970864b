def table(n, offset):
    return [[offset + i * j for j in range(n)] for i in range(n)]


print(table(3, 100))


def filtered(words, banned):
    return {w: [c for c in w if c not in banned] for w in words if w not in banned}


print(filtered(["cat", "dog"], {"a", "dog"}))

# expect: [[100, 100, 100], [100, 101, 102], [100, 102, 104]]
# expect: {'cat': ['c', 't']}
