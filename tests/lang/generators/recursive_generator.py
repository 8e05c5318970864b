def walk(tree):
    if tree is None:
        return
    left, value, right = tree
    yield from walk(left)
    yield value
    yield from walk(right)


tree = (((None, 1, None), 2, None), 3, ((None, 4, None), 5, None))
print(list(walk(tree)))


def permutations(items):
    if not items:
        yield ()
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (x, *rest)


print(["".join(p) for p in permutations(("a", "b", "c"))])


def chain(n):
    if n:
        yield from chain(n - 1)
    yield n


print(sum(chain(200)))

# expect: [1, 2, 3, 4, 5]
# expect: ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
# expect: 20100
