"""Traces rays through a small scene (spheres, planes, boxes, mirrors, checkers) and prints it as characters."""

from __future__ import annotations

import math
import zlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Callable, Iterable, Iterator, NamedTuple, Protocol

EPSILON = 1e-6


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def __repr__(self) -> str:
        return f"Vec({self.x:.4f}, {self.y:.4f}, {self.z:.4f})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vec):
            return NotImplemented
        return (self.x, self.y, self.z) == (other.x, other.y, other.z)

    def __hash__(self) -> int:
        return hash((self.x, self.y, self.z))

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, other: Vec | float) -> Vec:
        if isinstance(other, Vec):
            return Vec(self.x * other.x, self.y * other.y, self.z * other.z)
        return Vec(self.x * other, self.y * other, self.z * other)

    __rmul__ = __mul__

    def __truediv__(self, divisor: float) -> Vec:
        return self * (1.0 / divisor)

    def __neg__(self) -> Vec:
        return Vec(-self.x, -self.y, -self.z)

    def __matmul__(self, other: Vec) -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def __mod__(self, other: Vec) -> Vec:
        """The cross product."""
        return Vec(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def __abs__(self) -> float:
        return math.sqrt(self @ self)

    def unit(self) -> Vec:
        return self / abs(self)

    def mirrored(self, normal: Vec) -> Vec:
        return self - normal * (2.0 * (self @ normal))

    @property
    def brightness(self) -> float:
        return 0.299 * self.x + 0.587 * self.y + 0.114 * self.z


BLACK = Vec(0.0, 0.0, 0.0)
WHITE = Vec(1.0, 1.0, 1.0)


class Ray(NamedTuple):
    origin: Vec
    direction: Vec

    def at(self, distance: float) -> Vec:
        return self.origin + self.direction * distance


class Texture(Protocol):
    def __call__(self, point: Vec) -> Vec: ...


def plain(color: Vec) -> Texture:
    return lambda point: color


def checkers(light: Vec, dark: Vec, size: float) -> Texture:
    def texture(point: Vec) -> Vec:
        odd = (math.floor(point.x / size) + math.floor(point.z / size)) % 2
        return dark if odd else light

    return texture


@dataclass(frozen=True)
class Material:
    texture: Texture
    mirror: float = 0.0
    shine: int = 0


@dataclass(slots=True)
class Hit:
    distance: float
    point: Vec
    normal: Vec
    material: Material


class Solid(ABC):
    def __init__(self, material: Material) -> None:
        self.material = material

    @abstractmethod
    def distance(self, ray: Ray) -> float | None: ...

    @abstractmethod
    def normal(self, point: Vec) -> Vec: ...

    def hit(self, ray: Ray) -> Hit | None:
        distance = self.distance(ray)
        if distance is None or distance < EPSILON:
            return None
        point = ray.at(distance)
        return Hit(distance, point, self.normal(point), self.material)


class Sphere(Solid):
    def __init__(self, centre: Vec, radius: float, material: Material) -> None:
        super().__init__(material)
        self.centre, self.radius = centre, radius

    def distance(self, ray: Ray) -> float | None:
        offset = ray.origin - self.centre
        half = offset @ ray.direction
        root = half * half - (offset @ offset - self.radius * self.radius)
        if root < 0.0:
            return None
        root = math.sqrt(root)
        near = -half - root
        return near if near > EPSILON else -half + root

    def normal(self, point: Vec) -> Vec:
        return (point - self.centre) / self.radius


class Plane(Solid):
    def __init__(self, point: Vec, normal: Vec, material: Material) -> None:
        super().__init__(material)
        self.point, self._normal = point, normal.unit()

    def distance(self, ray: Ray) -> float | None:
        slope = ray.direction @ self._normal
        if abs(slope) < EPSILON:
            return None
        return ((self.point - ray.origin) @ self._normal) / slope

    def normal(self, point: Vec) -> Vec:
        return self._normal


class Box(Solid):
    AXES = ("x", "y", "z")

    def __init__(self, low: Vec, high: Vec, material: Material) -> None:
        super().__init__(material)
        self.low, self.high = low, high

    def distance(self, ray: Ray) -> float | None:
        enter, leave = -math.inf, math.inf
        for axis in self.AXES:
            start, step = getattr(ray.origin, axis), getattr(ray.direction, axis)
            if abs(step) < EPSILON:
                if not getattr(self.low, axis) <= start <= getattr(self.high, axis):
                    return None
                continue
            first, second = sorted(((getattr(self.low, axis) - start) / step, (getattr(self.high, axis) - start) / step))
            enter, leave = max(enter, first), min(leave, second)
        return enter if EPSILON < enter <= leave else None

    def normal(self, point: Vec) -> Vec:
        sides = []
        for index, axis in enumerate(self.AXES):
            for corner, sign in ((self.low, -1.0), (self.high, 1.0)):
                sides.append((abs(getattr(point, axis) - getattr(corner, axis)), index, sign))
        _, index, sign = min(sides)
        values = [0.0, 0.0, 0.0]
        values[index] = sign
        return Vec(*values)


class Light(NamedTuple):
    position: Vec
    color: Vec


@dataclass
class Scene:
    solids: list[Solid] = field(default_factory=list)
    lights: list[Light] = field(default_factory=list)
    ambient: float = 0.12
    rays: int = 0

    def __iadd__(self, thing: Solid | Light) -> Scene:
        match thing:
            case Solid():
                self.solids.append(thing)
            case Light():
                self.lights.append(thing)
            case _:
                raise TypeError(f"a scene has no place for {thing!r}")
        return self

    def nearest(self, ray: Ray) -> Hit | None:
        self.rays += 1
        hits = (hit for solid in self.solids if (hit := solid.hit(ray)) is not None)
        return min(hits, key=lambda hit: hit.distance, default=None)

    def shadowed(self, point: Vec, towards: Vec, limit: float) -> bool:
        self.rays += 1
        ray = Ray(point, towards)
        return any(EPSILON < (solid.distance(ray) or 0.0) < limit for solid in self.solids)

    def background(self, ray: Ray) -> Vec:
        height = 0.5 * (ray.direction.y + 1.0)
        return WHITE * (1.0 - height) * 0.4 + Vec(0.3, 0.5, 0.9) * height

    def trace(self, ray: Ray, depth: int = 3) -> Vec:
        hit = self.nearest(ray)
        if hit is None:
            return self.background(ray)
        normal = hit.normal if hit.normal @ ray.direction < 0.0 else -hit.normal
        point = hit.point + normal * (EPSILON * 10)
        base = hit.material.texture(hit.point)
        color = base * self.ambient
        for light in self.lights:
            color += self.shade(light, ray, point, normal, base, hit.material)
        if hit.material.mirror and depth:
            mirrored = self.trace(Ray(point, ray.direction.mirrored(normal)), depth - 1)
            color = color * (1.0 - hit.material.mirror) + mirrored * hit.material.mirror
        return color

    def shade(self, light: Light, ray: Ray, point: Vec, normal: Vec, base: Vec, material: Material) -> Vec:
        way = light.position - point
        distance = abs(way)
        towards = way / distance
        slope = normal @ towards
        if slope <= 0.0 or self.shadowed(point, towards, distance):
            return BLACK
        color = base * light.color * slope
        if material.shine:
            gleam = max(0.0, ray.direction.mirrored(normal) @ towards)
            color += light.color * (gleam**material.shine * 0.5)
        return color


class Camera:
    def __init__(self, position: Vec, target: Vec, angle: float) -> None:
        self.position = position
        self.forward = (target - position).unit()
        self.right = (self.forward % Vec(0.0, 1.0, 0.0)).unit()
        self.up = self.right % self.forward
        self.spread = math.tan(math.radians(angle) / 2)

    def rays(self, width: int, height: int) -> Iterator[Iterator[Ray]]:
        """One iterator of rays for each row; characters are twice as high as wide."""

        def row(y: int) -> Iterator[Ray]:
            v = (1 - 2 * (y + 0.5) / height) * self.spread
            for x in range(width):
                u = (2 * (x + 0.5) / width - 1) * self.spread * width / height / 2
                yield Ray(self.position, (self.forward + self.right * u + self.up * v).unit())

        return map(row, range(height))


def render(scene: Scene, camera: Camera, width: int, height: int) -> list[list[Vec]]:
    return [[scene.trace(ray) for ray in row] for row in camera.rays(width, height)]


def tone_mapped(image: Iterable[Iterable[Vec]], curve: Callable[[float], float]) -> Iterator[bytes]:
    for row in image:
        yield bytes(round(255 * curve(min(1.0, max(0.0, channel)))) for c in row for channel in (c.x, c.y, c.z))


def as_text(image: Iterable[Iterable[Vec]], ramp: str = " .:-=+*#%@") -> Iterator[str]:
    for row in image:
        yield "".join(ramp[min(len(ramp) - 1, int(color.brightness * len(ramp)))] for color in row)


def make_scene() -> Scene:
    scene = Scene()
    scene += Plane(Vec(0.0, -1.0, 0.0), Vec(0.0, 1.0, 0.0), Material(checkers(WHITE, Vec(0.1, 0.1, 0.1), 1.5), mirror=0.15))
    scene += Sphere(Vec(0.0, 0.2, 5.0), 1.2, Material(plain(Vec(0.9, 0.2, 0.2)), mirror=0.3, shine=40))
    scene += Sphere(Vec(-2.4, -0.3, 4.2), 0.7, Material(plain(Vec(0.2, 0.8, 0.3)), shine=12))
    scene += Box(Vec(1.5, -1.0, 3.4), Vec(2.6, 0.4, 4.5), Material(plain(Vec(0.3, 0.4, 1.0))))
    for number in range(3):
        centre = Vec(-1.5 + 1.4 * number, -0.7, 2.6)
        scene += Sphere(centre, 0.3, Material(plain(Vec(1.0, 0.9 - 0.3 * number, 0.2)), mirror=0.5))
    scene += Light(Vec(-5.0, 6.0, -2.0), Vec(0.8, 0.8, 0.7))
    scene += Light(Vec(4.0, 3.0, 0.0), Vec(0.3, 0.3, 0.4))
    return scene


def main() -> None:
    scene = make_scene()
    camera = Camera(Vec(0.0, 0.8, -3.0), Vec(0.0, 0.0, 4.0), 50.0)
    image = render(scene, camera, width=168, height=78)
    text = list(as_text(image))
    print(*(line[::2] for line in text[::6]), sep="\n")
    data = b"".join(tone_mapped(image, curve=math.sqrt))
    try:
        scene += "a lamp"
    except TypeError as error:
        print(error)
    print(f"{scene.rays} rays, middle {image[39][84]}, checksum {zlib.crc32(data + chr(10).join(text).encode()):08x}")


if __name__ == "__main__":
    main()
