# Pairs from lists, tuples, generators and iterators already begun; lists that change; who stops first.
def g(n):
    yield from range(n)

for make in lambda n: list(range(n)), lambda n: tuple(range(n)), g, range, lambda n: iter(tuple(range(n))), lambda n: iter(list(range(n))):
    for n in 0, 1, 3:
        print(n, [(x, y) for x, y in zip(make(n), "xyz")], [(i, x) for i, x in enumerate(make(n), 5)])
it = iter([1, 2, 3, 4])
print([(x, y) for x, y in zip(it, it)], list(it))
it = iter((1, 2, 3))
out = []
for x, y in zip(it, [10]):
    out.append((x, y))
print(out, list(it))
grows = [1, 2]
for i, x in enumerate(grows):
    if i < 3:
        grows.append(i)
print(grows)
for x, y in zip(grows, (5, 6, 7, 8, 9, 10)):
    grows.clear() if y == 6 else None
print(grows)
big = 2**62 - 2
print([i for i, c in enumerate("abcde", big)] == list(range(big, big + 5)), [i - big for i, (c, d) in enumerate(zip("abcde", "fghij"), big)])
try:
    for x, y in zip([1, 2], (1, 2, 3), strict=True):
        print(x, y)
except ValueError as e:
    print(e)
try:
    for x, y in zip((1, 2), [1], strict=True):
        print(x, y)
except ValueError as e:
    print(e)

# expect: 0 [] []
# expect: 1 [(0, 'x')] [(5, 0)]
# expect: 3 [(0, 'x'), (1, 'y'), (2, 'z')] [(5, 0), (6, 1), (7, 2)]
# expect: 0 [] []
# expect: 1 [(0, 'x')] [(5, 0)]
# expect: 3 [(0, 'x'), (1, 'y'), (2, 'z')] [(5, 0), (6, 1), (7, 2)]
# expect: 0 [] []
# expect: 1 [(0, 'x')] [(5, 0)]
# expect: 3 [(0, 'x'), (1, 'y'), (2, 'z')] [(5, 0), (6, 1), (7, 2)]
# expect: 0 [] []
# expect: 1 [(0, 'x')] [(5, 0)]
# expect: 3 [(0, 'x'), (1, 'y'), (2, 'z')] [(5, 0), (6, 1), (7, 2)]
# expect: 0 [] []
# expect: 1 [(0, 'x')] [(5, 0)]
# expect: 3 [(0, 'x'), (1, 'y'), (2, 'z')] [(5, 0), (6, 1), (7, 2)]
# expect: 0 [] []
# expect: 1 [(0, 'x')] [(5, 0)]
# expect: 3 [(0, 'x'), (1, 'y'), (2, 'z')] [(5, 0), (6, 1), (7, 2)]
# expect: [(1, 2), (3, 4)] []
# expect: [(1, 10)] [3]
# expect: [1, 2, 0, 1, 2]
# expect: []
# expect: True [0, 1, 2, 3, 4]
# expect: 1 1
# expect: 2 2
# expect: zip() argument 2 is longer than argument 1
# expect: 1 1
# expect: zip() argument 2 is shorter than argument 1
