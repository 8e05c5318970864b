# A loop over an iterator of a list goes on where the iterator stands, sees what the list becomes, and leaves the iterator where it stops.
items = [1, 2, 3, 4, 5]
it = iter(items)
print(next(it), [x for x in it], next(it, "end"))
items.append(6)
print(list(it), next(it, "end"))

it = iter(items)
for x in it:
    if x == 3:
        break
print(x, next(it), it.__length_hint__())
for x in it:
    print(x, end=" ")
    if x < 9:
        items.append(x + 2)
print(items)

it = iter(items)
for x in it:
    items.clear()
print(x, items, next(it, "end"))

rows = [[1, 2], [3], []]
print(sum(x for row in rows for x in iter(row)), list(y for y in (x * 2 for x in rows[0])), max((len(r) for r in rows), default=None))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def total(values):
    return sum(len(v.name) for v in values)


print(total([Noisy("a"), Noisy("bc")]))


def pairs(values):
    it = iter(values)
    return [(x, next(it, None)) for x in it]


print(pairs([1, 2, 3, 4, 5]), pairs([]))


def numbers():
    received = yield 1
    print("received", received)
    return 7


g = numbers()
print([x for x in g], list(g), sum(x for x in numbers()))
h = numbers()
next(h)
try:
    next(h)
except StopIteration as stop:
    print(stop.value)

# expect: 1 [2, 3, 4, 5] end
# expect: [] end
# expect: 3 4 2
# expect: 5 6 7 8 9 10 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
# expect: 1 [] end
# expect: 6 [2, 4] 2
# expect: end of bc
# expect: end of a
# expect: 3
# expect: [(1, 2), (3, 4), (5, None)] []
# expect: received None
# expect: received None
# expect: [1] [] 1
# expect: received None
# expect: 7
