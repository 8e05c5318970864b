# What a loop remembers of its iterator is of that iterator alone: the next time it runs over something else.


class Evens(enumerate):
    def __next__(self):
        index, item = super().__next__()
        return index * 2, item


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left, -self.left


def pairs(iterable):
    seen = []
    for a, b in iterable:
        seen.append((a, b))
    return seen


def singles(iterable):
    seen = []
    for item in iterable:
        seen.append(item)
    return seen


def several():
    yield zip("ab", "cd")
    yield enumerate("xy", 5)
    yield {"k": 1, "l": 2}.items()
    yield Evens("pqr")
    yield Countdown(2)
    yield map(lambda a, b: (b, a), "mn", "op")
    yield [(1, 2)]
    yield ("uv", [3, 4])
    yield {(7, 8)}
    yield iter([(5, 6)])
    yield (pair for pair in ["gh"])
    yield filter(None, [(), (9, 0)])
    yield reversed([(1, 1), (2, 2)])


for iterable in several():
    print(pairs(iterable))
for iterable in several():
    print(singles(iterable))

for bad in zip("ab", "cd", "ef"), zip("a"), map(int, "12"), zip():
    try:
        print(pairs(bad))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def grows():
    d = {"a": 1}
    try:
        for k, v in d.items():
            d[k + "x"] = v
    except RuntimeError as error:
        print(error)


grows()


# Unpacking into the same names again and again: what they held goes, what a tuple holds stays.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def unpack(t):
    for _ in range(2):
        a, b = t
    a, (b, c) = 1, (2, Loud("inner"))
    print(a, b, c.name)
    a, b, c = c, a, b
    print(a.name, b, c)
    try:
        a, b = (Loud("first"), 2, 3)
    except ValueError as error:
        print(error)
    print(a.name)


both = Loud("one"), Loud("two")
unpack(both)
print(both[0].name, both[1].name)
one, two = both
del both, one

# expect: [('a', 'c'), ('b', 'd')]
# expect: [(5, 'x'), (6, 'y')]
# expect: [('k', 1), ('l', 2)]
# expect: [(0, 'p'), (2, 'q'), (4, 'r')]
# expect: [(1, -1), (0, 0)]
# expect: [('o', 'm'), ('p', 'n')]
# expect: [(1, 2)]
# expect: [('u', 'v'), (3, 4)]
# expect: [(7, 8)]
# expect: [(5, 6)]
# expect: [('g', 'h')]
# expect: [(9, 0)]
# expect: [(2, 2), (1, 1)]
# expect: [('a', 'c'), ('b', 'd')]
# expect: [(5, 'x'), (6, 'y')]
# expect: [('k', 1), ('l', 2)]
# expect: [(0, 'p'), (2, 'q'), (4, 'r')]
# expect: [(1, -1), (0, 0)]
# expect: [('o', 'm'), ('p', 'n')]
# expect: [(1, 2)]
# expect: ['uv', [3, 4]]
# expect: [(7, 8)]
# expect: [(5, 6)]
# expect: ['gh']
# expect: [(9, 0)]
# expect: [(2, 2), (1, 1)]
# expect-before-3.14: ValueError too many values to unpack (expected 2)
# expect-since-3.14: ValueError too many values to unpack (expected 2, got 3)
# expect: ValueError not enough values to unpack (expected 2, got 1)
# expect: TypeError cannot unpack non-iterable int object
# expect: []
# expect: dictionary changed size during iteration
# expect: 1 2 inner
# expect: inner 1 2
# expect: gone first
# expect-before-3.14: too many values to unpack (expected 2)
# expect-since-3.14: too many values to unpack (expected 2, got 3)
# expect: inner
# expect: gone inner
# expect: one two
# expect: gone one
# expect: gone two
