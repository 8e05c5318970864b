# min-version: 3.14
import enum, typing
from dataclasses import dataclass, fields, field, InitVar
from typing import ClassVar, NamedTuple, TypedDict, get_type_hints, Protocol, runtime_checkable
@dataclass
class Tree:
    value: int
    left: Tree | None = None
    items: list[Leaf] = field(default_factory=list)
    count: ClassVar[int] = 0
    seed: InitVar[int] = 3
class Leaf: pass
print([f.name for f in fields(Tree)], Tree(1), fields(Tree)[0].type)
print(get_type_hints(Tree)["items"], Tree.__annotations__["items"])
@dataclass(slots=True)
class Slotted:
    a: int
    b: Slotted = None
print(Slotted(1), Slotted.__slots__, Slotted.__annotations__["a"])
class Point(NamedTuple):
    x: int
    y: int = 2
print(Point(1), Point._fields, Point.__annotations__)
class Movie(TypedDict, total=False):
    name: str
    year: int
print(Movie(name="n"), Movie.__annotations__, sorted(Movie.__optional_keys__))
class Movie2(Movie):
    score: float
print(sorted(Movie2.__annotations__))
@runtime_checkable
class Sized(Protocol):
    size: int
class Box: size = 1
print(isinstance(Box(), Sized), isinstance(3, Sized))
class Color(enum.Enum):
    value: str
    RED = 1
print(Color.RED.value, list(Color))

# expect: ['value', 'left', 'items'] Tree(value=1, left=None, items=[]) <class 'int'>
# expect: list[__main__.Leaf] list[__main__.Leaf]
# expect: Slotted(a=1, b=None) ('a', 'b') <class 'int'>
# expect: Point(x=1, y=2) ('x', 'y') {'x': <class 'int'>, 'y': <class 'int'>}
# expect: {'name': 'n'} {'name': <class 'str'>, 'year': <class 'int'>} ['name', 'year']
# expect: ['name', 'score', 'year']
# expect: True False
# expect: 1 [<Color.RED: 1>]
