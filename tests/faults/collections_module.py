# The types of collections, heapq, dataclasses, enumerations.
import collections
import dataclasses
import enum
import heapq
counter = collections.Counter("abracadabra" * 9)
ring = collections.deque(range(300), maxlen=100)
ring.rotate(7)
ring.extendleft("ab")
print(counter.most_common(2), len(ring), ring[0], sum(x for x in ring if not isinstance(x, str)))
groups = collections.defaultdict(list)
for n in range(100):
    groups[n % 7].append(n)
ordered = collections.OrderedDict((k, len(v)) for k, v in groups.items())
ordered.move_to_end(0)
print(ordered, collections.ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
heap = [n * 37 % 101 for n in range(101)]
heapq.heapify(heap)
print([heapq.heappop(heap) for _ in range(5)], heapq.nlargest(3, heap), list(heapq.merge([1, 4], [2, 3])))
Point = collections.namedtuple("Point", "x y", defaults=[0])


@dataclasses.dataclass(order=True)
class Item:
    weight: int
    name: str = "none"
    tags: list = dataclasses.field(default_factory=list)


class Colour(enum.IntFlag):
    RED = enum.auto()
    BLUE = enum.auto()


print(Point(1)._replace(y=5), sorted([Item(2), Item(1, "a", [1])])[0], dataclasses.asdict(Item(3)), Colour.RED | Colour.BLUE, Colour(2).name)
