"""Stands for programs whose work is in their classes: models of a business, plug-ins, values with operators."""

import abc
import collections
import contextlib
import copy
import enum
import functools
import typing
import zlib
from dataclasses import FrozenInstanceError, astuple, dataclass, field, fields, replace

ROUNDS = 800


class Kind(enum.Enum):
    FOOD = "food"
    TOOL = "tool"
    BOOK = "book"

    @property
    def rate(self):
        return {Kind.FOOD: 7, Kind.TOOL: 19}.get(self, 5)


class Right(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    ADMIN = enum.auto()
    ALL = READ | WRITE | ADMIN


class Level(enum.IntEnum):
    LOW = 1
    MIDDLE = 5
    HIGH = 9


@functools.total_ordering
class Money:
    """An amount in cents, with the operators of a number."""

    __slots__ = ("cents",)

    def __init__(self, cents):
        self.cents = int(cents)

    def __add__(self, other):
        return Money(self.cents + other.cents) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __mul__(self, factor):
        return Money(self.cents * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Money(-self.cents)

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __lt__(self, other):
        return self.cents < other.cents

    def __hash__(self):
        return hash(("Money", self.cents))

    def __bool__(self):
        return self.cents != 0

    def __format__(self, spec):
        return format(f"{self.cents // 100}.{self.cents % 100:02}", spec)

    def __repr__(self):
        return f"Money({self.cents})"


class Checked:
    """A descriptor that refuses values of a wrong type or range."""

    def __init__(self, kind, least=None):
        self.kind, self.least = kind, least

    def __set_name__(self, owner, name):
        self.name, self.slot = name, "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.slot)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if self.least is not None and value < self.least:
            raise ValueError(f"{self.name} is below {self.least}")
        setattr(instance, self.slot, value)


class Registering(type):
    """A metaclass that knows its classes by name."""

    known: dict = {}

    def __new__(mcls, name, bases, namespace, **options):
        made = super().__new__(mcls, name, bases, namespace)
        mcls.known[options.get("title", name.lower())] = made
        return made

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __contains__(cls, thing):
        return cls in type(thing).__mro__


class Item(metaclass=Registering):
    name = Checked(str)
    count = Checked(int, 0)

    def __init__(self, name, count, price=Money(100)):
        self.name, self.count, self.price = name, count, price

    def total(self):
        return self.price * self.count

    @property
    def empty(self):
        return self.count == 0

    @classmethod
    def parse(cls, text):
        name, _, count = text.partition(":")
        return cls(name, int(count))

    @staticmethod
    def key(item):
        return item.price, item.name


class Taxed(Item, title="with tax"):
    kind = Kind.FOOD

    def total(self):
        return super().total() * (100 + self.kind.rate)


class Rebate(Item):
    def total(self):
        return super().total() + -Money(self.count // 3)


class Tool(Rebate, Taxed, title="tool"):
    kind = Kind.TOOL

    def __init__(self, *arguments, right=Right.READ, **options):
        super().__init__(*arguments, **options)
        self.right = right


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...

    def __lt__(self, other):
        return self.area < other.area


@dataclass(frozen=True)
class Box(Shape):
    width: int
    height: int = 2

    @property
    def area(self):
        return self.width * self.height


@dataclass(order=True)
class Entry:
    level: Level
    place: int
    tags: list = field(default_factory=list, compare=False)
    shape: Shape = field(default=Box(1), compare=False, repr=False)

    @functools.cached_property
    def title(self):
        return f"{self.level.name.lower()}-{self.place}"

    def __post_init__(self):
        self.tags.append(self.level.name)


@typing.runtime_checkable
class Priced(typing.Protocol):
    def total(self): ...


class Proxy:
    """Passes on what it does not have itself, and counts."""

    def __init__(self, target):
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "asked", collections.Counter())

    def __getattr__(self, name):
        self.asked[name] += 1
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        setattr(self.target, name, value)


Point = collections.namedtuple("Point", "x y z", defaults=(0,))


@functools.singledispatch
def show(thing):
    return repr(thing)


@show.register
def _(thing: Item):
    return f"{thing.name}x{thing.count}"


@show.register(list)
@show.register(tuple)
def _(things):
    return "+".join(map(show, things))


@show.register
def _(thing: enum.Enum):
    return thing.name


@functools.lru_cache(maxsize=64)
def discount(level, count):
    return Money(level * count % 17)


@contextlib.contextmanager
def changed(item, **values):
    old = {name: getattr(item, name) for name in values}
    for name, value in values.items():
        setattr(item, name, value)
    try:
        yield item
    finally:
        for name, value in old.items():
            setattr(item, name, value)


def stock(number):
    """Items of all classes; totals, rights, refusals, proxies."""
    items = [Item.parse(f"nail{number}:{number % 7}"), Taxed("bread", number % 11)]
    items += [Tool("saw", k, price=Money(k * number), right=Right(1 + k % 7)) for k in range(6)]
    items.append(Registering.known["rebate"]("box", 12))
    refused = 0
    for name, value in (("count", -1), ("count", "many"), ("name", number), ("count", 4)):
        try:
            setattr(items[0], name, value)
        except (TypeError, ValueError) as error:
            refused += len(str(error))
    proxies = [Proxy(item) for item in items]
    for proxy in proxies:
        proxy.count += 1
        with changed(proxy, count=proxy.count * 2, price=Money(7)):
            refused += proxy.total().cents
    total = sum(item.total() for item in items if isinstance(item, Priced) and not item.empty)
    rights = [item.right for item in items if item in Tool and item.right & (Right.WRITE | Right.ADMIN)]
    best = max(items, key=Item.key)
    return f"{total:>12} {refused} {len(rights)} {Right.ALL in rights} {show(best)} {show(tuple(rights[:2]))}"


def entries(number):
    """Values: comparison, sorting, copies, replacement, memos."""
    made = [Entry(list(Level)[k % 3], k * number % 10, shape=Box(k + 1, number)) for k in range(14)]
    made.sort(reverse=bool(number % 2))
    twins = copy.deepcopy(made[:4])
    twins[0].tags.append("copied")
    other = replace(made[1], place=-1, tags=["new"])
    assert twins == made[:4] and twins[0].tags != made[0].tags and other < Entry(Level.HIGH, 0)
    with contextlib.suppress(FrozenInstanceError):
        made[0].shape.width = 3
    with contextlib.ExitStack() as stack:
        closed = []
        for entry in made[::4]:
            stack.callback(closed.append, entry.title)
    points = [Point(entry.place, entry.level, k)._replace(y=k) for k, entry in enumerate(made)]
    shared = {Point(*point[:2]): point for point in points}
    saved = functools.reduce(lambda a, b: a + b, (discount(entry.level, entry.place) for entry in made), Money(0))
    add = functools.partial(sum, (p.x for p in shared), start=number)
    widest = max(entry.shape for entry in made)
    names = [part.name for part in fields(Entry) if part.compare]
    return f"{closed} {saved!r} {add()} {widest} {copy.copy(points[-1])} {names} {astuple(made[2])[:3]}"


def main():
    lines = [make(number) for number in range(1, ROUNDS) for make in (stock, entries)]
    print(lines[8], lines[9], sep="\n")
    print(sorted(Registering.known), discount.cache_info().hits > 100, Box.__mro__[1].__name__)
    print(zlib.crc32("\n".join(lines).encode()))


if __name__ == "__main__":
    main()
