# A signal handler ends native loops over native iterators that never end, or whose end is far away.
import array
import collections
import functools
import heapq
import itertools
import math
import operator
import signal
from itertools import repeat


class Interrupted(BaseException):
    pass


def interrupt(*_):
    raise Interrupted


def drain(iterator):
    collections.deque(iterator, 0)


FAR = 10 ** 13
nothing = itertools.chain.from_iterable(repeat(()))
loops = {
    "accumulate": lambda: drain(itertools.accumulate(repeat(1), max)),
    "all": lambda: all(repeat(1)),
    "any": lambda: any(repeat(0)),
    "array": lambda: array.array("i", nothing),
    "batched": lambda: drain(itertools.batched(repeat(1), 3)),
    "bytearray": lambda: bytearray(nothing),
    "bytes": lambda: bytes(nothing),
    "chain": lambda: next(nothing),
    "combinations": lambda: drain(itertools.combinations(range(100), 50)),
    "combinations_with_replacement": lambda: drain(itertools.combinations_with_replacement(range(30), 20)),
    "compress": lambda: next(itertools.compress(repeat(1), repeat(0))),
    "countOf": lambda: operator.countOf(repeat(1), 2),
    "Counter": lambda: collections.Counter(repeat(1)),
    "deque with a limit": lambda: collections.deque(itertools.count(), 10),
    "dict": lambda: dict(repeat((1, 2))),
    "dict of keys": lambda: dict.fromkeys(repeat(1)),
    "dropwhile": lambda: next(itertools.dropwhile(bool, repeat(1))),
    "enumerate": lambda: drain(enumerate(repeat(1))),
    "extend": lambda: [].extend(nothing),
    "filter": lambda: next(filter(None, repeat(0))),
    "filterfalse": lambda: next(itertools.filterfalse(None, repeat(1))),
    "fsum": lambda: math.fsum(repeat(1.0)),
    "groupby": lambda: [next(groups) for groups in [itertools.groupby(repeat(1))] for _ in "ab"],
    "in": lambda: -1 in itertools.count(),
    "in of a cycle": lambda: 5 in itertools.cycle((1, 2)),
    "indexOf": lambda: operator.indexOf(repeat(1), 2),
    "islice": lambda: next(itertools.islice(itertools.count(), FAR, None)),
    "isdisjoint": lambda: {1}.isdisjoint(repeat(2)),
    "iter of a call": lambda: drain(iter(int, 1)),
    "keys &": lambda: {1: 1}.keys() & repeat(1),
    "map": lambda: drain(map(abs, repeat(2))),
    "max": lambda: max(repeat(1)),
    "min with a key": lambda: min(repeat(1), key=abs),
    "nlargest": lambda: heapq.nlargest(3, repeat(1)),
    "pairwise": lambda: drain(itertools.pairwise(repeat(1))),
    "permutations": lambda: drain(itertools.permutations(range(30))),
    "prod": lambda: math.prod(repeat(1)),
    "product": lambda: drain(itertools.product(range(1000), repeat=8)),
    "range.count": lambda: range(FAR).count(1.5),
    "range.index": lambda: range(FAR).index(1.5),
    "reduce": lambda: functools.reduce(max, repeat(1)),
    "set": lambda: set(repeat(1)),
    "starmap": lambda: drain(itertools.starmap(max, repeat((2, 3)))),
    "sum": lambda: sum(repeat(1)),
    "sum of a range": lambda: sum(range(FAR)),
    "sum of tuples": lambda: sum(repeat(()), ()),
    "sumprod": lambda: math.sumprod(repeat(1), repeat(1)),
    "takewhile": lambda: drain(itertools.takewhile(bool, repeat(1))),
    "tuple": lambda: tuple(nothing),
    "unpacking": lambda: max(*nothing),
    "update of a dict": lambda: {}.update(repeat((1, 2))),
    "update of a set": lambda: set().update(repeat(1)),
    "zip": lambda: drain(zip(repeat(1), repeat(2))),
    "zip_longest": lambda: drain(itertools.zip_longest(repeat(1), ())),
}
signal.signal(signal.SIGALRM, interrupt)
for name, loop in loops.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        loop()
        print(name, "has ended")
    except Interrupted:
        print(name)

# expect: accumulate
# expect: all
# expect: any
# expect: array
# expect: batched
# expect: bytearray
# expect: bytes
# expect: chain
# expect: combinations
# expect: combinations_with_replacement
# expect: compress
# expect: countOf
# expect: Counter
# expect: deque with a limit
# expect: dict
# expect: dict of keys
# expect: dropwhile
# expect: enumerate
# expect: extend
# expect: filter
# expect: filterfalse
# expect: fsum
# expect: groupby
# expect: in
# expect: in of a cycle
# expect: indexOf
# expect: islice
# expect: isdisjoint
# expect: iter of a call
# expect: keys &
# expect: map
# expect: max
# expect: min with a key
# expect: nlargest
# expect: pairwise
# expect: permutations
# expect: prod
# expect: product
# expect: range.count
# expect: range.index
# expect: reduce
# expect: set
# expect: starmap
# expect: sum
# expect: sum of a range
# expect: sum of tuples
# expect: sumprod
# expect: takewhile
# expect: tuple
# expect: unpacking
# expect: update of a dict
# expect: update of a set
# expect: zip
# expect: zip_longest
