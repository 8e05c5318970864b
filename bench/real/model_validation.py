"""Models as dataclasses with types that are enforced: validators, coercion, unions, enums, defaults, serialisation to JSON and back, a schema."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
import hashlib
import json
import random
import re
import types
import typing
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal, Optional, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
MISSING = dataclasses.MISSING


class Invalid(ValueError):
    """All that is wrong with a value, each with its path."""

    def __init__(self, problems: list[tuple[tuple[str | int, ...], str]]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems

    @classmethod
    def of(cls, message: str) -> Invalid:
        return cls([((), message)])

    def under(self, key: str | int) -> Invalid:
        return Invalid([((key, *path), message) for path, message in self.problems])

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, path)) or 'value'} {message}" for path, message in self.problems)


class Collector:
    """Gathers the problems of several parts, so that one run finds them all."""

    def __init__(self) -> None:
        self.problems: list[tuple[tuple[str | int, ...], str]] = []

    def run(self, key: str | int, function: Callable[..., T], *args: Any) -> T | None:
        try:
            return function(*args)
        except Invalid as error:
            self.problems += error.under(key).problems
            return None

    def finish(self) -> None:
        if self.problems:
            raise Invalid(self.problems)


# ---- constraints for Annotated


@dataclass(frozen=True)
class Between:
    low: Any
    high: Any

    def __call__(self, value: Any) -> None:
        if not self.low <= value <= self.high:
            raise Invalid.of(f"is not between {self.low} and {self.high}")


@dataclass(frozen=True)
class Matching:
    pattern: str

    def __call__(self, value: str) -> None:
        if not re.fullmatch(self.pattern, value):
            raise Invalid.of(f"does not look like {self.pattern}")


@dataclass(frozen=True)
class Size:
    low: int = 0
    high: int = 10**6

    def __call__(self, value: Any) -> None:
        if not self.low <= len(value) <= self.high:
            raise Invalid.of(f"has {len(value)} items")


# ---- converters by type

Converter = Callable[[Any], Any]


def scalar(kind: type, *accepted: type) -> Converter:
    def convert(value: Any) -> Any:
        if type(value) is kind:
            return value
        if isinstance(value, accepted) and not isinstance(value, bool):
            try:
                return kind.fromisoformat(value) if issubclass(kind, datetime.date) else kind(value)
            except (ValueError, InvalidOperation):
                pass
        raise Invalid.of(f"is no {kind.__name__}")

    return convert


SCALARS: dict[type, Converter] = {
    int: scalar(int, str), float: scalar(float, int, str), str: scalar(str), bool: scalar(bool), type(None): scalar(type(None)),
    Decimal: scalar(Decimal, str, int), datetime.date: scalar(datetime.date, str),
}


def sequence_of(kind: type, item: Converter) -> Converter:
    def convert(value: Any) -> Any:
        if not isinstance(value, (list, tuple, set, frozenset)):
            raise Invalid.of(f"is no {kind.__name__}")
        collector = Collector()
        items = [collector.run(number, item, inner) for number, inner in enumerate(value)]
        collector.finish()
        return kind(items)

    return convert


def mapping_of(key: Converter, value: Converter) -> Converter:
    def convert(mapping: Any) -> dict[Any, Any]:
        if not isinstance(mapping, Mapping):
            raise Invalid.of("is no dict")
        collector = Collector()
        result = {collector.run(str(k), key, k): collector.run(str(k), value, v) for k, v in mapping.items()}
        collector.finish()
        return result

    return convert


def one_of(options: list[Converter]) -> Converter:
    def convert(value: Any) -> Any:
        problems = []
        for option in options:
            try:
                return option(value)
            except Invalid as error:
                problems.append(error)
        raise max(problems, key=lambda error: max(len(path) for path, _ in error.problems))

    return convert


@functools.cache
def converter_for(annotation: Any) -> Converter:
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation is Any:
        return lambda value: value
    if origin is Annotated:
        return constrained(converter_for(args[0]), args[1:])
    if origin in (Union, types.UnionType):
        return one_of([converter_for(arg) for arg in args])
    if origin is Literal:
        return literal(args)
    if origin in (list, set, frozenset):
        return sequence_of(origin, converter_for(args[0]))
    if origin is tuple:
        return sequence_of(tuple, converter_for(args[0]))
    if origin is dict:
        return mapping_of(*map(converter_for, args))
    if annotation in SCALARS:
        return SCALARS[annotation]
    if issubclass(annotation, enum.Enum):
        return functools.partial(enumerated, annotation)
    if issubclass(annotation, Model):
        return annotation.load
    raise TypeError(f"no converter for {annotation}")


def constrained(convert: Converter, constraints: tuple[Converter, ...]) -> Converter:
    def check(value: Any) -> Any:
        result = convert(value)
        for constraint in constraints:
            constraint(result)
        return result

    return check


def literal(allowed: tuple[Any, ...]) -> Converter:
    def check(value: Any) -> Any:
        if value not in allowed:
            raise Invalid.of(f"is none of {', '.join(map(repr, allowed))}")
        return value

    return check


def enumerated(kind: type[enum.Enum], value: Any) -> enum.Enum:
    if isinstance(value, kind):
        return value
    if isinstance(value, str) and value.upper() in kind.__members__:
        return kind[value.upper()]
    try:
        return kind(value)
    except ValueError:
        raise Invalid.of(f"is no {kind.__name__}") from None


# ---- models


def validator(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def mark(function: Callable[..., Any]) -> Callable[..., Any]:
        function.validates = names  # type: ignore[attr-defined]
        return function

    return mark


class Model:
    """Base of dataclasses whose fields are converted to their types."""

    validators: ClassVar[dict[str, list[Callable[..., Any]]]] = {}
    tag: ClassVar[str | None] = None

    def __init_subclass__(cls, *, tag: str | None = None) -> None:
        cls.tag = tag
        cls.validators = {name: list(functions) for name, functions in cls.validators.items()}
        for function in vars(cls).values():
            for name in getattr(function, "validates", ()):
                cls.validators.setdefault(name, []).append(function)

    @classmethod
    @functools.cache
    def plan(cls) -> tuple[tuple[dataclasses.Field[Any], Converter, str], ...]:
        hints = get_type_hints(cls, include_extras=True)
        return tuple((f, converter_for(hints[f.name]), f.metadata.get("alias", f.name)) for f in dataclasses.fields(cls) if f.init)

    @classmethod
    def load(cls: type[T], data: Any) -> T:
        if isinstance(data, cls):
            return data
        if not isinstance(data, Mapping):
            raise Invalid.of(f"is no {cls.__name__}")
        if cls.tag is not None and data.get("type") != cls.tag:
            raise Invalid.of(f"is no {cls.tag}")
        collector, values = Collector(), {}
        for f, convert, alias in cls.plan():
            if alias in data:
                values[f.name] = collector.run(alias, cls.convert, f.name, convert, data[alias])
            elif f.default is MISSING and f.default_factory is MISSING:
                collector.problems.append(((alias,), "is missing"))
        known = {alias for *_, alias in cls.plan()} | {"type"}
        collector.problems += [((name,), "is unknown") for name in data if name not in known]
        collector.finish()
        model = cls(**values)
        for check in cls.validators.get("*", ()):
            check(model)
        return model

    @classmethod
    def convert(cls, name: str, convert: Converter, value: Any) -> Any:
        result = convert(value)
        for check in cls.validators.get(name, ()):
            result = check(cls, result)
        return result

    def dump(self) -> dict[str, Any]:
        rows = {alias: plain(getattr(self, f.name)) for f, _, alias in self.plan() if getattr(self, f.name) != f.default}
        return rows if self.tag is None else {"type": self.tag, **rows}

    @classmethod
    def schema(cls) -> dict[str, str]:
        return {alias: re.sub(r"\b(?:typing|datetime|decimal|__main__)\.", "", str(f.type)) for f, _, alias in cls.plan()}


@functools.singledispatch
def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value


@plain.register
def _(value: Model) -> Any:
    return value.dump()


@plain.register(list)
@plain.register(tuple)
def _(value: Any) -> Any:
    return [plain(inner) for inner in value]


@plain.register(set)
@plain.register(frozenset)
def _(value: Any) -> Any:
    return sorted(plain(inner) for inner in value)


@plain.register
def _(value: dict) -> Any:
    return {str(plain(k)): plain(v) for k, v in value.items()}


@plain.register
def _(value: enum.Enum) -> Any:
    return value.name.lower()


@plain.register(Decimal)
@plain.register(datetime.date)
def _(value: Any) -> Any:
    return str(value)


class Currency(enum.StrEnum):
    EUR = enum.auto()
    CHF = enum.auto()
    USD = enum.auto()


class Rights(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    OWN = READ | WRITE


class Planet(enum.Enum):
    """Members with two values and a property."""

    EARTH = (5.976e24, 6.378e6)
    MARS = (6.421e23, 3.397e6)

    def __init__(self, mass: float, radius: float) -> None:
        self.mass, self.radius = mass, radius

    @property
    def gravity(self) -> float:
        return 6.673e-11 * self.mass / self.radius**2


@dataclass(frozen=True, order=True)
class Amount(Model):
    value: Annotated[Decimal, Between(0, 10_000)]
    currency: Currency = Currency.EUR


@dataclass
class Card(Model, tag="card"):
    number: Annotated[str, Matching(r"\d{4}-\d{4}")]
    holder: Optional[str] = None

    @validator("number")
    def digits(cls, value: str) -> str:
        if sum(map(int, value.replace("-", ""))) % 3 == 1:
            raise Invalid.of("has a wrong sum")
        return value


@dataclass
class Transfer(Model, tag="transfer"):
    account: Annotated[str, Size(5, 12)]
    days: int = field(default=3, metadata={"alias": "due-days"})


@dataclass(slots=True)
class Line(Model):
    article: str
    count: Annotated[int, Between(1, 99)]
    price: Amount


@dataclass
class Order(Model):
    id: int
    placed: datetime.date
    lines: Annotated[list[Line], Size(1)]
    payment: Union[Card, Transfer]
    _: KW_ONLY
    channel: Literal["web", "shop"] = "web"
    planet: Planet = Planet.EARTH
    rights: Rights = Rights.READ
    tags: frozenset[str] = frozenset()
    extra: dict[str, int | None | list[float]] = field(default_factory=dict)
    total: Decimal = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.total = sum((line.count * line.price.value for line in self.lines), Decimal(0))

    @validator("tags")
    def lower(cls, value: frozenset[str]) -> frozenset[str]:
        return frozenset(text.strip().lower() for text in value)

    @validator("*")
    def consistent(self) -> None:
        if len({line.price.currency for line in self.lines}) > 1:
            raise Invalid([(("lines",), "has several currencies")])
        if self.channel == "shop" and isinstance(self.payment, Transfer):
            raise Invalid([(("payment",), "cannot be a transfer in a shop")])


def raw_orders(rng: random.Random, count: int) -> Iterator[dict[str, Any]]:
    pick = rng.choice

    def line() -> dict[str, Any]:
        return {
            "article": f"A{rng.randrange(9)}", "count": pick([1, "2", 3, 40, 100 if rng.random() < 0.1 else 5]),
            "price": {"value": f"{rng.randrange(9999) / 100}", "currency": "chf"},
        }

    for number in range(count):
        row: dict[str, Any] = {
            "id": pick([number, str(number)]), "placed": f"2024-{rng.randint(1, 12):02d}-{rng.randint(1, 29):02d}",
            "lines": [line() for _ in range(rng.randrange(5) or 2)],
            "payment": pick(
                [
                    {"type": "card", "number": f"1234-{rng.randrange(1000, 9999)}"},
                    {"type": "transfer", "account": "CH12345", "due-days": rng.randrange(5)},
                ]
            ),
            "channel": pick(["web", "web", "shop"]), "planet": pick(["mars", "earth"]), "rights": pick(["write", 3, "own"]),
            "tags": [" New", "b"] * rng.randrange(2), "extra": {"a": 1, "b": None, "c": [1, 2.5, "3"]},
        }
        if rng.random() < 0.2:
            row[pick(["placed", "lines", "planet", "colour", "extra", "id"])] = pick([None, "x", [1], {"q": "z"}, 1.5])
        if rng.random() < 0.1:
            del row[pick(["id", "payment", "channel"])]
        yield row


def main() -> None:
    digest, problems, good = hashlib.sha256(), Counter[str](), []
    for raw in raw_orders(random.Random(12), 3200):
        try:
            good.append(Order.load(json.loads(json.dumps(raw))))
        except Invalid as error:
            problems.update(message.split()[-1] for _, message in error.problems)
            digest.update(str(error).encode())
    for order in good:
        text = json.dumps(order.dump(), sort_keys=True)
        digest.update(text.encode())
        assert Order.load(json.loads(text)) == order
        changed = dataclasses.replace(order, planet=Planet.MARS, rights=order.rights & ~Rights.READ)
        digest.update(f"{changed.total} {changed.planet.gravity:.3f} {changed.rights!r}".encode())
    prices = sorted(line.price for order in good for line in order.lines)
    print(f"{len(good)} good; {dict(sorted(problems.items()))}")
    print(f"prices {prices[0].value} to {prices[-1].value}; {Order.schema()['payment']}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
