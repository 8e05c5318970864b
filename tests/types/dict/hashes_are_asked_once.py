# A dict or a set that is filled from another one takes the hashes that the other one stores: __hash__ is not called.
import collections
import threading


class Key:
    def __init__(self, number):
        self.number = number
        self.asked = 0

    def __hash__(self):
        self.asked += 1
        return self.number

    def __eq__(self, other):
        return self is other


keys = [Key(number) for number in range(40)]
d = dict.fromkeys(keys[:20], 'value')
small = {keys[30]: 1, 'a': 2, 5: 3}
s = set(keys[10:25])
f = frozenset(keys[:5])
asked = 0


def show(what, operation):
    for key in keys:
        key.asked = 0
    result = operation()
    print(f'{what}: {sum(key.asked for key in keys)} of {len(result)}')


show('dict(d)', lambda: dict(d))
show('dict(d, x=1)', lambda: dict(d, x=1))
show('update', lambda: [small.copy().update(d)])
show('d | small', lambda: d | small)
show('small | d', lambda: small | d)
show('|=', lambda: small.copy().__ior__(d))
show('display', lambda: {**small, **d})
show('copy', lambda: d.copy())
show('fromkeys of a dict', lambda: dict.fromkeys(d))
show('fromkeys of a set', lambda: dict.fromkeys(s, 1))
show('fromkeys of a frozenset', lambda: dict.fromkeys(f))
show('fromkeys of keys()', lambda: dict.fromkeys(d.keys()))
show('subclass', lambda: collections.defaultdict(int, d))
show('ChainMap', lambda: list(collections.ChainMap(d, small)))
show('comprehension', lambda: {k: v for k, v in d.items()})

show('set(d)', lambda: set(d))
show('frozenset(d)', lambda: frozenset(d))
show('set(keys())', lambda: set(d.keys()))
show('union', lambda: s.union(d))
show('update', lambda: [set(s).update(d)])
show('intersection', lambda: s.intersection(d))
show('difference', lambda: s.difference(d))
show('difference of many', lambda: set(keys).difference(dict.fromkeys(keys[:3])))
show('difference_update', lambda: [set(s).difference_update(d)])
show('symmetric_difference', lambda: s.symmetric_difference(d))
show('symmetric_difference_update', lambda: [set(s).symmetric_difference_update(d)])
show('keys() |', lambda: d.keys() | f)
show('keys() -', lambda: d.keys() - f)
show('keys() ^', lambda: d.keys() ^ f)
show('keys() ==', lambda: [d.keys() == set(d)])


# Keys that are equal and not the same: __eq__ decides, and may change the dict that is read.
class Equal(Key):
    def __eq__(self, other):
        if isinstance(other, Equal):
            events.append(f'{self.number} == {other.number}')
            source.clear()
        return isinstance(other, Equal) and self.number == other.number
    __hash__ = Key.__hash__


events = []
source = {Equal(1): 'x', Equal(2): 'y'}
target = {Equal(2): 'old', Equal(1): 'old'}
try:
    target.update(source)
except RuntimeError as error:
    print(error)
print(list(target.values()), events)
source = {Equal(1): 'x', Equal(2): 'y'}
print(sorted(key.number for key in {Equal(2), Equal(1)}.difference(source)))
source = {Equal(1): 'x', Equal(2): 'y'}
print(sorted(key.number for key in {Equal(2), Equal(1)}.union(source)))
source = {Equal(1): 'x', Equal(2): 'y'}
print(len(dict.fromkeys(source)))


# The source changes in another thread meanwhile.
shared = dict.fromkeys(keys)
stop = False


def change():
    number = 0
    while not stop:
        shared[number % 50] = number
        shared.pop((number + 25) % 50, None)
        number += 1


thread = threading.Thread(target=change)
thread.start()
for _ in range(300):
    for result in (set(shared), dict.fromkeys(shared), {**small, **shared}, {0}.union(shared), s.difference(shared)):
        assert len(result) >= 5 or not result, result
stop = True
thread.join()
print('end')

# expect: dict(d): 0 of 20
# expect: dict(d, x=1): 0 of 21
# expect: update: 0 of 1
# expect: d | small: 0 of 23
# expect: small | d: 0 of 23
# expect: |=: 0 of 23
# expect: display: 0 of 23
# expect: copy: 0 of 20
# expect: fromkeys of a dict: 0 of 20
# expect: fromkeys of a set: 0 of 15
# expect: fromkeys of a frozenset: 0 of 5
# expect: fromkeys of keys(): 20 of 20
# expect: subclass: 0 of 20
# expect: ChainMap: 0 of 23
# expect: comprehension: 20 of 20
# expect: set(d): 0 of 20
# expect: frozenset(d): 0 of 20
# expect: set(keys()): 20 of 20
# expect: union: 0 of 25
# expect: update: 0 of 1
# expect: intersection: 20 of 10
# expect: difference: 0 of 5
# expect: difference of many: 46 of 37
# expect: difference_update: 20 of 1
# expect: symmetric_difference: 0 of 15
# expect: symmetric_difference_update: 0 of 1
# expect: keys() |: 0 of 20
# expect: keys() -: 0 of 15
# expect: keys() ^: 0 of 15
# expect: keys() ==: 20 of 1
# expect: dict mutated during update
# expect: ['old', 'x'] ['1 == 1']
# expect: [1, 2]
# expect: [1, 2]
# expect: 2
# expect: end
