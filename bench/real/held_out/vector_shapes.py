"""Plane geometry with operators: transforms, hulls, clipping, boolean queries, and drawings written as SVG text."""

from __future__ import annotations

import math
import random
import zlib
from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, reduce, singledispatch, singledispatchmethod
from itertools import pairwise
from typing import Callable, ClassVar, Iterable, Iterator, Protocol, Sequence, runtime_checkable


@dataclass(frozen=True, slots=True)
class Vector:
    x: float
    y: float

    def __add__(self, other: Vector) -> Vector:
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: Vector) -> Vector:
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: float) -> Vector:
        if not isinstance(factor, (int, float)):
            return NotImplemented
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self) -> Vector:
        return Vector(-self.x, -self.y)

    def __matmul__(self, other: Vector) -> float:
        return self.x * other.x + self.y * other.y

    def __xor__(self, other: Vector) -> float:
        """The z part of the cross product: positive if other lies to the left."""
        return self.x * other.y - self.y * other.x

    def __abs__(self) -> float:
        return math.sqrt(self.x * self.x + self.y * self.y)

    def __iter__(self) -> Iterator[float]:
        yield self.x
        yield self.y

    def __format__(self, spec: str) -> str:
        return ",".join(format(value, spec) for value in self)

    def __round__(self, digits: int = 0) -> Vector:
        return Vector(round(self.x, digits), round(self.y, digits))


ORIGIN = Vector(0.0, 0.0)


@dataclass(frozen=True)
class Transform:
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    shift: Vector = ORIGIN

    @classmethod
    def rotation(cls, degrees: float) -> Transform:
        angle = math.radians(degrees)
        return cls(math.cos(angle), -math.sin(angle), math.sin(angle), math.cos(angle))

    @classmethod
    def scaling(cls, x: float, y: float | None = None) -> Transform:
        return cls(a=x, d=x if y is None else y)

    @classmethod
    def moving(cls, by: Vector) -> Transform:
        return cls(shift=by)

    @singledispatchmethod
    def __matmul__(self, other):
        return NotImplemented

    @__matmul__.register
    def _(self, other: Vector) -> Vector:
        return Vector(self.a * other.x + self.b * other.y, self.c * other.x + self.d * other.y) + self.shift

    def after(self, other: Transform) -> Transform:
        return Transform(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self @ other.shift,
        )

    @cached_property
    def determinant(self) -> float:
        return self.a * self.d - self.b * self.c

    def __invert__(self) -> Transform:
        if abs(self.determinant) < 1e-12:
            raise ZeroDivisionError("the transform cannot be undone")
        scale = 1 / self.determinant
        linear = Transform(self.d * scale, -self.b * scale, -self.c * scale, self.a * scale)
        return Transform(linear.a, linear.b, linear.c, linear.d, -(linear @ self.shift))


@runtime_checkable
class Measurable(Protocol):
    @property
    def area(self) -> float: ...


class Shape(ABC):
    registry: ClassVar[dict[str, type[Shape]]] = {}

    def __init_subclass__(cls, *, element: str, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        cls.element = element
        Shape.registry[cls.__name__.lower()] = cls

    @abstractmethod
    def __contains__(self, point: Vector) -> bool: ...

    @abstractmethod
    def outline(self, steps: int = 24) -> Polygon: ...

    def __rmatmul__(self, transform: Transform) -> Polygon:
        return Polygon([transform @ corner for corner in self.outline().corners])

    def __and__(self, other: Shape) -> Polygon:
        return self.outline().clipped(other.outline())

    def __or__(self, other: Shape) -> Union:
        return Union(self, other)


class Polygon(Shape, element="polygon"):
    def __init__(self, corners: Iterable[Vector]) -> None:
        self.corners = list(corners)

    def outline(self, steps: int = 24) -> Polygon:
        return self

    def edges(self) -> Iterator[tuple[Vector, Vector]]:
        if self.corners:
            yield from pairwise([*self.corners, self.corners[0]])

    @cached_property
    def area(self) -> float:
        return abs(math.fsum(start ^ end for start, end in self.edges())) / 2

    @cached_property
    def centre(self) -> Vector:
        return reduce(Vector.__add__, self.corners, ORIGIN) * (1 / len(self.corners))

    def __len__(self) -> int:
        return len(self.corners)

    def __getitem__(self, index: int | slice) -> Vector | Polygon:
        return Polygon(self.corners[index]) if isinstance(index, slice) else self.corners[index]

    def __contains__(self, point: Vector) -> bool:
        inside = False
        for start, end in self.edges():
            if (start.y > point.y) != (end.y > point.y):
                if point.x < start.x + (point.y - start.y) / (end.y - start.y) * (end.x - start.x):
                    inside = not inside
        return inside

    def clipped(self, window: Polygon) -> Polygon:
        """Sutherland and Hodgman: cuts by each edge of a convex window that runs to the left."""
        corners = self.corners
        for start, end in window.edges():
            along = end - start
            result: list[Vector] = []
            for i, corner in enumerate(corners):
                previous = corners[i - 1]
                side, side_before = along ^ (corner - start), along ^ (previous - start)
                if (side >= 0) != (side_before >= 0):
                    result.append(previous + (corner - previous) * (side_before / (side_before - side)))
                if side >= 0:
                    result.append(corner)
            corners = result
        return Polygon(corners)


class Circle(Shape, element="circle"):
    def __init__(self, centre: Vector, radius: float) -> None:
        self.centre, self.radius = centre, radius

    @property
    def area(self) -> float:
        return math.pi * self.radius**2

    def __contains__(self, point: Vector) -> bool:
        return abs(point - self.centre) <= self.radius

    def outline(self, steps: int = 24) -> Polygon:
        spoke = Vector(self.radius, 0.0)
        return Polygon(self.centre + Transform.rotation(360 * step / steps) @ spoke for step in range(steps))


class Union(Shape, element="g"):
    def __init__(self, *parts: Shape) -> None:
        self.parts = [inner for part in parts for inner in (part.parts if isinstance(part, Union) else [part])]

    def __contains__(self, point: Vector) -> bool:
        return any(point in part for part in self.parts)

    def outline(self, steps: int = 24) -> Polygon:
        return hull(corner for part in self.parts for corner in part.outline(steps).corners)


def hull(points: Iterable[Vector]) -> Polygon:
    """The convex hull by Andrew's monotone chain, running to the left."""
    ordered = sorted(set(points), key=tuple)

    def chain(points: Iterable[Vector]) -> list[Vector]:
        result: list[Vector] = []
        for point in points:
            while len(result) >= 2 and (result[-1] - result[-2]) ^ (point - result[-1]) <= 0:
                result.pop()
            result.append(point)
        return result[:-1]

    return Polygon(chain(ordered) + chain(reversed(ordered)))


def simplified(points: Sequence[Vector], tolerance: float) -> list[Vector]:
    """Douglas and Peucker: leaves out points that lie near the line of their neighbours."""
    if len(points) < 3:
        return list(points)
    first, last = points[0], points[-1]
    along = last - first
    length = abs(along) or 1.0
    distance, index = max((abs(along ^ (point - first)) / length, i) for i, point in enumerate(points[1:-1], 1))
    if distance <= tolerance:
        return [first, last]
    return simplified(points[: index + 1], tolerance)[:-1] + simplified(points[index:], tolerance)


class Drawing:
    def __init__(self, width: int, height: int) -> None:
        self.lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">']
        self.depth = 1

    def write(self, element: str, *, body: str | None = None, **attributes: object) -> None:
        words = [element, *(f'{name.replace("_", "-")}="{value}"' for name, value in attributes.items())]
        ending = "/>" if body is None else f">{body}</{element}>"
        self.lines.append("  " * self.depth + "<" + " ".join(words) + ending)

    @contextmanager
    def group(self, **attributes: object) -> Iterator[None]:
        self.write("g", **attributes)
        self.lines[-1] = self.lines[-1].removesuffix("/>") + ">"
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            self.lines.append("  " * self.depth + "</g>")

    def __str__(self) -> str:
        return "\n".join([*self.lines, "</svg>"])


@singledispatch
def draw(shape: Shape, drawing: Drawing, **style: object) -> None:
    raise TypeError(f"no way to draw a {type(shape).__name__}")


@draw.register
def _(shape: Polygon, drawing: Drawing, **style: object) -> None:
    drawing.write(shape.element, points=" ".join(f"{corner:.2f}" for corner in shape.corners), **style)


@draw.register
def _(shape: Circle, drawing: Drawing, **style: object) -> None:
    x, y = round(shape.centre, 2)
    drawing.write(shape.element, cx=x, cy=y, r=f"{shape.radius:.2f}", **style)


@draw.register
def _(shape: Union, drawing: Drawing, **style: object) -> None:
    with drawing.group(**style):
        for part in shape.parts:
            draw(part, drawing)


def random_shapes(source: random.Random, count: int) -> Iterator[Shape]:
    def point() -> Vector:
        return Vector(source.uniform(0, 200), source.uniform(0, 200))

    makers: list[Callable[[], Shape]] = [
        lambda: Circle(point(), source.uniform(5, 40)),
        lambda: hull(point() for _ in range(12)),
        lambda: Transform.rotation(source.uniform(-9, 9)).after(Transform.scaling(0.8, 0.6)) @ Circle(point(), 30.0),
        lambda: Circle(point(), 12.0) | Circle(point(), 9.0) | hull([point(), point(), point()]),
    ]
    for _ in range(count):
        yield source.choice(makers)()


def main() -> None:
    source = random.Random(17)
    shapes = list(random_shapes(source, 400))
    drawing = Drawing(200, 200)
    probes = [Vector(x * 20.0 + 3, y * 20.0 + 7) for x in range(10) for y in range(10)]
    hits = sum(probe in shape for shape in shapes for probe in probes[::3])
    overlap = 0.0
    for left, right in pairwise(shapes):
        common = left & right
        if len(common) > 2:
            overlap += common.area
            draw(common, drawing, fill="none", stroke_width=0.5)
    for number, shape in enumerate(shapes):
        draw(shape, drawing, id=f"s{number}", class_="union" if isinstance(shape, Union) else "plain")
    walk = [ORIGIN]
    for _ in range(4000):
        walk.append(walk[-1] + Transform.rotation(source.uniform(0, 360)) @ Vector(1.0, 0.0))
    path = simplified(walk, 1.5)
    turn = Transform.moving(Vector(3.0, 4.0)).after(Transform.rotation(30)).after(Transform.scaling(2.0, 5.0))
    drift = max(abs((~turn @ (turn @ point)) - point) for point in walk)
    drawing.write("text", body=f"{len(path)} points", x=5, y=190)
    measured = math.fsum(shape.area for shape in shapes if isinstance(shape, Measurable))
    for attempt in (lambda: ~Transform.scaling(0.0), lambda: turn @ 3, lambda: draw(None, drawing), lambda: ORIGIN * "2"):
        try:
            attempt()
        except (ZeroDivisionError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")
    print(f"{len(shapes)} shapes, {hits} hits, area {measured:.2f}, overlap {overlap:.3f}, {len(path)} path points")
    print("inverse is exact enough:", drift < 1e-9, sorted(Shape.registry))
    print(f"checksum {zlib.crc32(str(drawing).encode()):08x} of {len(drawing.lines)} lines")


if __name__ == "__main__":
    main()
