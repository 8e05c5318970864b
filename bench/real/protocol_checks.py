"""A drawing program built on interfaces: runtime protocols, abstract base classes, virtual subclasses, singledispatch, isinstance all over."""

from __future__ import annotations

import functools
import hashlib
import math
import numbers
import random
from abc import ABC, ABCMeta, abstractmethod
from collections import Counter, OrderedDict, UserDict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, Sequence, Set, Sized
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, Protocol, Self, SupportsFloat, SupportsIndex, SupportsInt, runtime_checkable

# ---- what things can do


@runtime_checkable
class HasArea(Protocol):
    @property
    def area(self) -> float: ...


@runtime_checkable
class Movable(Protocol):
    def move(self, dx: float, dy: float) -> Self: ...


@runtime_checkable
class Scalable(Protocol):
    def scale(self, factor: float) -> Self: ...


@runtime_checkable
class Transformable(Movable, Scalable, Protocol):
    """All that can be moved and scaled."""


@runtime_checkable
class Labelled(Protocol):
    label: str


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class Registered(ABCMeta):
    """A metaclass that knows all concrete classes by name."""

    known: ClassVar[dict[str, type]] = {}

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(name, bases, namespace, **kwargs)
        if not cls.__abstractmethods__:
            Registered.known[name.lower()] = cls

    def __len__(cls) -> int:
        return len(cls.__mro__)


class Shape(metaclass=Registered):
    __slots__ = ("x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    @abstractmethod
    def bounds(self) -> Bounds: ...

    @classmethod
    def __subclasshook__(cls, other: type) -> Any:
        if cls is Shape and any("bounds" in vars(base) for base in other.__mro__):
            return True
        return NotImplemented


class Bounds(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def __or__(self, other: Bounds) -> Bounds:
        return Bounds(min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom))

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


class Point(Shape):
    __slots__ = ()

    def bounds(self) -> Bounds:
        return Bounds(self.x, self.y, self.x, self.y)

    def move(self, dx: float, dy: float) -> Self:
        return type(self)(self.x + dx, self.y + dy)


class Circle(Point):
    __slots__ = ("radius",)

    def __init__(self, x: float, y: float, radius: float = 1.0) -> None:
        super().__init__(x, y)
        self.radius = radius

    def bounds(self) -> Bounds:
        return Bounds(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    @property
    def area(self) -> float:
        return math.pi * self.radius**2

    def scale(self, factor: float) -> Self:
        return type(self)(self.x, self.y, self.radius * factor)

    def move(self, dx: float, dy: float) -> Self:
        return type(self)(self.x + dx, self.y + dy, self.radius)


class Text(Point):
    def __init__(self, x: float, y: float, label: str = "text") -> None:
        super().__init__(x, y)
        self.label = label

    def move(self, dx: float, dy: float) -> Self:
        return type(self)(self.x + dx, self.y + dy, self.label)


class Group(Shape, Sequence):
    """A shape and a sequence of shapes: index, count, contains and reversed come from the abstract class."""

    def __init__(self, *members: Shape, label: str = "group") -> None:
        super().__init__(0, 0)
        self.members, self.label = members, label

    def __getitem__(self, index: Any) -> Any:
        return self.members[index]

    def __len__(self) -> int:
        return len(self.members)

    def bounds(self) -> Bounds:
        return functools.reduce(Bounds.__or__, (member.bounds() for member in self))

    def move(self, dx: float, dy: float) -> Self:
        return type(self)(*(m.move(dx, dy) if isinstance(m, Movable) else m for m in self), label=self.label)

    def scale(self, factor: float) -> Self:
        return type(self)(*(m.scale(factor) if isinstance(m, Scalable) else m for m in self), label=self.label)


class Photograph:
    """Knows nothing of shapes, but has what they need."""

    def __init__(self, label: str, width: float) -> None:
        self.label, self.width, self.closed = label, width, False

    def bounds(self) -> Bounds:
        return Bounds(0, 0, self.width, self.width * 0.75)

    def close(self) -> None:
        self.closed = True


class Attributes(MutableMapping[str, Any]):
    """A mapping whose names ignore case; update, pop, setdefault and equality are inherited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._values: dict[str, tuple[str, Any]] = {}
        self.update(*args, **kwargs)

    def __getitem__(self, name: str) -> Any:
        return self._values[name.lower()][1]

    def __setitem__(self, name: str, value: Any) -> None:
        self._values[name.lower()] = (name, value)

    def __delitem__(self, name: str) -> None:
        del self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._values.values())

    def __len__(self) -> int:
        return len(self._values)


class History(MutableSequence[Any]):
    """At most `limit` entries; the oldest go."""

    def __init__(self, entries: Iterable[Any] = (), limit: int = 8) -> None:
        self._entries: deque[Any] = deque(maxlen=limit)
        self.extend(entries)

    def __getitem__(self, index: Any) -> Any:
        return self._entries[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._entries[index] = value

    def __delitem__(self, index: Any) -> None:
        del self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def insert(self, index: int, value: Any) -> None:
        if len(self._entries) == self._entries.maxlen:
            self._entries.popleft()
        self._entries.insert(index, value)


class Flags(Set):
    def __init__(self, bits: Iterable[int] = ()) -> None:
        self.mask = functools.reduce(lambda mask, bit: mask | 1 << bit, bits, 0)

    def __contains__(self, bit: object) -> bool:
        return isinstance(bit, int) and bool(self.mask >> bit & 1)

    def __iter__(self) -> Iterator[int]:
        return (bit for bit in range(self.mask.bit_length()) if self.mask >> bit & 1)

    def __len__(self) -> int:
        return self.mask.bit_count()


class Metre(ABC):
    """Numbers that count as lengths, wherever they come from."""


Metre.register(Fraction)
Metre.register(float)


# ---- functions that choose by type


@functools.singledispatch
def describe(value: object) -> str:
    return type(value).__name__


@describe.register
def _(value: numbers.Number) -> str:
    return f"number {complex(value).real:.2f}"


@describe.register
def _(value: bool) -> str:
    return "yes" if value else "no"


@describe.register
def _(value: str | bytes) -> str:
    return f"{type(value).__name__} of {len(value)}"


@describe.register(Mapping)
def _(value: Mapping[Any, Any]) -> str:
    return "{" + ", ".join(f"{describe(k)}: {describe(v)}" for k, v in value.items()) + "}"


@describe.register(Collection)
def _(value: Collection[Any]) -> str:
    return f"{type(value).__name__.lower()}[{', '.join(map(describe, value))}]"


@describe.register(Shape)
def _(value: Any) -> str:
    return f"{type(value).__name__} {value.bounds().area:.1f}"


@describe.register(Group)
def _(value: Group) -> str:
    return f"<{value.label}: {' '.join(map(describe, value))}>"


class Exporter:
    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    @functools.singledispatchmethod
    def export(self, value: Any, *, depth: int = 0) -> list[Any]:
        self.calls["other"] += 1
        return [type(value).__name__]

    @export.register
    def _(self, value: Point, *, depth: int = 0) -> list[Any]:
        self.calls["point"] += 1
        return [type(value).__name__, round(value.x, 2), round(value.y, 2)]

    @export.register
    def _(self, value: Circle, *, depth: int = 0) -> list[Any]:
        self.calls["circle"] += 1
        return ["circle", *(round(b, 2) for b in value.bounds())]

    @export.register(Group)
    def _(self, value: Group, *, depth: int = 0) -> list[Any]:
        self.calls[f"group at {depth}"] += 1
        return [value.label, *(self.export(member, depth=depth + 1) for member in value)]


CHECKS: dict[str, Any] = {
    "area": HasArea, "move": Movable, "scale": Scalable, "both": Transformable, "label": Labelled, "close": Closeable, "shape": Shape,
    "sized": Sized, "hash": Hashable, "iterable": Iterable, "sequence": Sequence, "mapping": Mapping, "call": Callable, "float": SupportsFloat,
    "int": SupportsInt, "index": SupportsIndex, "real": numbers.Real, "metre": Metre, "text": (str, bytes), "optional": int | None,
}


def abilities(value: object) -> str:
    return " ".join(name for name, kind in CHECKS.items() if isinstance(value, kind))


def make_shape(rng: random.Random, depth: int = 2) -> Any:
    x, y = rng.uniform(-50, 50), rng.uniform(-50, 50)
    match rng.randrange(6 if depth else 4):
        case 0:
            return Point(x, y)
        case 1:
            return Circle(x, y, rng.uniform(1, 9))
        case 2:
            return Text(x, y, f"t{rng.randrange(99)}")
        case 3:
            return Photograph(f"p{rng.randrange(9)}", rng.uniform(1, 40))
    return Group(*(make_shape(rng, depth - 1) for _ in range(rng.randint(1, 4))), label=f"g{depth}")


def make_value(rng: random.Random) -> Any:
    makers: list[Callable[[], Any]] = [
        lambda: rng.randrange(99), rng.random, lambda: Fraction(rng.randrange(9), 7), lambda: rng.random() < 0.5,
        lambda: "text" * rng.randrange(3),
        lambda: b"bytes", lambda: None, lambda: [1, "two", 3.0], lambda: {"a": 1, "b": (True, None)},
        lambda: Attributes(Colour="red", SIZE=rng.randrange(9)),
        lambda: History(range(rng.randrange(12))), lambda: Flags(rng.sample(range(20), 4)), lambda: OrderedDict(x=1), lambda: UserDict(q=[2]),
        lambda: {rng.randrange(9)}, lambda: len, lambda: range(3), lambda: complex(1, 2), lambda: Bounds(0, 0, 2, 3), lambda: Shape,
    ]
    return rng.choice(makers)()


def exercise_containers(rng: random.Random) -> Iterator[object]:
    attributes = Attributes({"A": 1}, b=2)
    attributes.setdefault("C", rng.randrange(9))
    yield sorted({**attributes, "z": attributes.pop("a")}.items()), attributes == {"b": 2, "C": attributes["c"]}
    history = History(range(10))
    history += [rng.randrange(5)]
    history.reverse()
    yield list(history), history.index(5), history.count(4), history.pop(), 9 in history
    left, right = Flags(rng.sample(range(16), 6)), Flags(rng.sample(range(16), 6))
    yield list(left & right), list(left ^ right), left <= left | right, left.isdisjoint(right - left), list(right - left)


def main() -> None:
    rng, digest, seen, exporter = random.Random(31), hashlib.sha256(), Counter[str](), Exporter()
    for number in range(2400):
        shape = make_shape(rng)
        if isinstance(shape, Transformable):
            shape = shape.scale(1.5).move(1, -1)
        elif isinstance(shape, Closeable):
            shape.close()
        value = make_value(rng)
        for thing in (shape, value):
            can = abilities(thing)
            seen.update(can.split())
            digest.update(f"{can} {describe(thing)} {isinstance(thing, Shape)}".encode())
        if not isinstance(shape, Photograph):
            digest.update(repr(exporter.export(shape)).encode())
        if number % 4 == 0:
            digest.update(repr(list(exercise_containers(rng))).encode())
    refused = 0
    for abstract in (Shape, Sequence, type("Half", (Group,), {"bounds": abstractmethod(lambda self: None)}), Movable, numbers.Real):
        try:
            abstract()
        except TypeError:
            refused += 1
    print(f"known: {sorted(Registered.known)}, mro of {len(Group)}, {refused} refused, {issubclass(Photograph, Shape)}")
    print(dict(sorted(seen.items())))
    print(dict(sorted(exporter.calls.items())))
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
