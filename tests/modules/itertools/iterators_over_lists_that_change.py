# chain, islice and zip take items of lists and tuples without asking the iterator. Lists grow, shrink and end meanwhile.
from itertools import chain, islice

def grows():
    items = [1, 2]
    seen = []
    for x in chain(items, (7, 8), items):
        seen.append(x)
        if len(items) < 5:
            items.append(x * 10)
    return seen

def shrinks():
    items = list(range(10))
    seen = []
    for x in islice(items, 1, 9, 2):
        seen.append(x)
        items.pop()
    return seen

def exhausted_stays_exhausted():
    items = [1]
    slice, links = islice(items, 5), chain(items)
    ended = list(slice), list(links)
    items += [2, 3]
    return ended, list(slice), list(links)

def shared_iterator():
    numbers = iter([0, 1, 2, 3, 4, 5, 6, 7])
    return list(zip(islice(numbers, 3), chain(numbers), [9, 9, 9])), list(numbers)

def steps(*bounds):
    numbers = iter(list(range(12)))
    slice = islice(numbers, *bounds)
    return list(slice), next(slice, "end"), list(numbers)

def within_itself():
    def inner():
        yield 1
        yield from islice(links, 2)
        yield 2
    links = chain([0], inner(), [3, 4, 5])
    try:
        return list(links)
    except ValueError as e:
        return str(e)

class Drops:
    # Its iterator drops the last other reference to the chain's list.
    def __iter__(self):
        things.clear()
        return iter("xy")

things = [object(), Drops()]
print(grows(), shrinks(), exhausted_stays_exhausted())
print(shared_iterator())
for bounds in ((0,), (3,), (2, 5), (2, 2), (5, 2), (0, None, 5), (1, 12, 4), (4, None), (0, 100, 2**62), (2, 9, 3)):
    print(bounds, *steps(*bounds))
print(within_itself())
print([type(x).__name__ for x in chain(things, chain.from_iterable([things, (1, 2), Drops(), []]))])
print(list(zip([1, 2, 3], (4, 5), "ab")), list(zip([], [1])), list(zip([1], [])))
try:
    list(zip([1, 2], (1, 2, 3), strict=True))
except ValueError as e:
    print(e)

# expect: [1, 2, 10, 20, 100, 7, 8, 1, 2, 10, 20, 100] [1, 3, 5] (([1], [1]), [], [])
# expect: ([(0, 1, 9), (2, 3, 9), (4, 5, 9)], [6, 7])
# expect: (0,) [] end [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
# expect: (3,) [0, 1, 2] end [3, 4, 5, 6, 7, 8, 9, 10, 11]
# expect: (2, 5) [2, 3, 4] end [5, 6, 7, 8, 9, 10, 11]
# expect: (2, 2) [] end [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
# expect: (5, 2) [] end [5, 6, 7, 8, 9, 10, 11]
# expect: (0, None, 5) [0, 5, 10] end []
# expect: (1, 12, 4) [1, 5, 9] end []
# expect: (4, None) [4, 5, 6, 7, 8, 9, 10, 11] end []
# expect: (0, 100, 4611686018427387904) [0] end []
# expect: (2, 9, 3) [2, 5, 8] end [9, 10, 11]
# expect: generator already executing
# expect: ['object', 'Drops', 'object', 'Drops', 'int', 'int', 'str', 'str']
# expect: [(1, 4, 'a'), (2, 5, 'b')] [] []
# expect: zip() argument 2 is longer than argument 1
