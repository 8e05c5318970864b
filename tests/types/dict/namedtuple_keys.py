# Tuples of subclasses as keys: those that compare as tuples do, and those with comparisons of their own.
from collections import namedtuple
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int


Pair = namedtuple("Pair", "a b")


class Loud(tuple):
    def __eq__(self, other):
        print("compared", tuple(self), tuple(other))
        return tuple.__eq__(self, other)

    __hash__ = tuple.__hash__


class Shy(Point):
    def __eq__(self, other):
        return NotImplemented

    __hash__ = Point.__hash__


d = {Point(1, 2): "point", (3, 4): "tuple", Pair(5, (6, 7)): "pair"}
print(d[(1, 2)], d[Point(1, 2)], d[Pair(1, 2)], d[Point(3, 4)], d[Pair(3, 4)], d[(5, (6, 7))], d[Point(5, Point(6, 7))])
print((1, 2) in d, Point(2, 1) in d, Point(1.0, 2.0) in d, Point(True, 2) in d, Pair(1, "2") in d)
s = {Point(1, 2), Pair(3, 4), (5, 6)}
print((1, 2) in s, Point(3, 4) in s, Pair(5, 6) in s, Point(6, 5) in s, len(s | {(1, 2), Pair(5, 6)}))
print(d[Loud((1, 2))])
loud = {Loud((1, 2)): "loud"}
print(loud.get(Point(1, 2)), loud.get((1, 2)), loud.get((2, 1)))
shy = {Shy(1, 2): "shy"}
print(shy.get((1, 2)), shy.get(Point(1, 2)), shy.get(Shy(1, 2)))
print({Point(1, 2): 1}.get(Shy(1, 2)))
many = {Point(i, i * i % 7): i for i in range(200)}
print(sum(many[(i, i * i % 7)] for i in range(200)), many.pop((7, 0)), len(many), many.setdefault(Pair(7, 0), "new"))
nan = float("nan")
print(Point(nan, 1) in {Point(nan, 1)}, Point(nan, 1) in {(nan, 1): 0}, Point(float("nan"), 1) in {Point(nan, 1)})


class Broken:
    def __eq__(self, other):
        raise ValueError("no comparison")

    def __hash__(self):
        return 1


try:
    {Point(Broken(), 1): 0}[Pair(Broken(), 1)]
except ValueError as e:
    print("ValueError", e)

# expect: point point point tuple tuple pair pair
# expect: True False True True False
# expect: True True True False 3
# expect: point
# expect: compared (1, 2) (1, 2)
# expect: compared (1, 2) (1, 2)
# expect: loud loud None
# expect: shy shy None
# expect: 1
# expect: 19900 7 199 new
# expect: True True False
# expect: ValueError no comparison
