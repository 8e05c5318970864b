"""A pipeline of JSON: events are encoded with an encoder of its own, decoded with hooks, validated against a schema, flattened, joined, patched."""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
import json
import random
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any


class Kind(Enum):
    VIEW = "view"
    CART = "cart"
    ORDER = "order"
    REFUND = "refund"


@dataclass(frozen=True)
class Line:
    sku: str
    count: int
    price: Decimal


@dataclass
class Event:
    id: uuid.UUID
    kind: Kind
    user: str
    moment: datetime.datetime
    lines: list[Line] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return sum((line.count * line.price for line in self.lines), Decimal(0))


class EventEncoder(json.JSONEncoder):
    def default(self, o: Any) -> Any:
        match o:
            case Event():
                return {"$event": {**vars(o), "total": o.total}}
            case Line():
                return asdict(o)
            case Decimal():
                return {"$decimal": str(o)}
            case datetime.datetime():
                return {"$date": o.isoformat()}
            case Enum():
                return o.value
            case uuid.UUID():
                return o.hex
            case set() | frozenset():
                return sorted(o)
        return super().default(o)


def revive(pairs: list[tuple[str, Any]]) -> Any:
    """The hook of the decoder: objects with a tag become what they were; a name that occurs twice is refused."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("duplicate name " + Counter(name for name, _ in pairs).most_common(1)[0][0])
    if len(pairs) == 1:
        (tag, value), = pairs
        if tag == "$decimal":
            return Decimal(value)
        if tag == "$date":
            return datetime.datetime.fromisoformat(value)
    return result


# ---- the schema


@dataclass(frozen=True)
class Problem:
    path: str
    message: str


Check = Callable[[Any, str, Mapping[str, Any]], Iterator[Problem]]
CHECKS: dict[str, Check] = {}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float, Decimal), "boolean": (bool,),
    "date": (datetime.datetime,), "null": (type(None),),
}


def keyword(name: str) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return register


def validate(value: Any, schema: Mapping[str, Any], path: str = "$") -> Iterator[Problem]:
    for name in schema:
        if name in CHECKS:
            yield from CHECKS[name](value, path, schema)


@keyword("type")
def check_type(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[name]) for name in names) or isinstance(value, bool) and "boolean" not in names:
        yield Problem(path, f"{type(value).__name__} is not {' or '.join(names)}")


@keyword("enum")
def check_enum(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    if value not in schema["enum"]:
        yield Problem(path, f"{value!r} is unknown")


@keyword("minimum")
def check_minimum(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    if isinstance(value, TYPES["number"]) and value < schema["minimum"]:
        yield Problem(path, f"{value} is below {schema['minimum']}")


@keyword("length")
def check_length(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    low, high = schema["length"]
    if isinstance(value, (str, list, dict)) and not low <= len(value) <= high:
        yield Problem(path, f"length {len(value)} is not in {low}..{high}")


@keyword("properties")
def check_properties(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    if not isinstance(value, dict):
        return
    for name, inner in schema["properties"].items():
        if name in value:
            yield from validate(value[name], inner, f"{path}.{name}")
        elif name in schema.get("required", ()):
            yield Problem(f"{path}.{name}", "is missing")
    if not schema.get("open", False):
        yield from (Problem(f"{path}.{name}", "is not expected") for name in value if name not in schema["properties"])


@keyword("items")
def check_items(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    for number, item in enumerate(value if isinstance(value, list) else ()):
        yield from validate(item, schema["items"], f"{path}[{number}]")


@keyword("any_of")
def check_any_of(value: Any, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    tries = [list(validate(value, option, path)) for option in schema["any_of"]]
    if all(tries):
        yield from min(tries, key=len)


LINE_SCHEMA = {
    "type": "object", "required": ["sku", "count", "price"],
    "properties": {
        "sku": {"type": "string", "length": [4, 8]}, "count": {"type": "integer", "minimum": 1}, "price": {"type": "number", "minimum": 0},
    },
}
EVENT_SCHEMA = {
    "type": "object", "required": ["id", "kind", "user", "moment", "total"],
    "properties": {
        "id": {"type": "string", "length": [32, 32]}, "kind": {"enum": [kind.value for kind in Kind]}, "user": {"type": ["string", "null"]},
        "moment": {"type": "date"}, "lines": {"type": "array", "items": LINE_SCHEMA}, "total": {"type": "number"},
        "attributes": {
            "type": "object", "properties": {"tags": {"any_of": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]}},
            "open": True,
        },
    },
}


# ---- stages: generators that pass records on


def stage(function: Callable[..., Iterator[Any]]) -> Callable[..., Callable[[Iterable[Any]], Iterator[Any]]]:
    @functools.wraps(function)
    def configure(*args: Any, **kwargs: Any) -> Callable[[Iterable[Any]], Iterator[Any]]:
        return lambda records: function(records, *args, **kwargs)

    return configure


def pipeline(source: Iterable[Any], *stages: Callable[[Iterable[Any]], Iterator[Any]]) -> Iterator[Any]:
    return functools.reduce(lambda records, step: step(records), stages, iter(source))


@stage
def decode(lines: Iterable[str], problems: Counter[str]) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder(object_pairs_hook=revive)
    for line in lines:
        try:
            yield decoder.decode(line)["$event"]
        except json.JSONDecodeError as error:
            problems[f"syntax at column {error.colno // 100}xx"] += 1
        except (ValueError, KeyError) as error:
            problems[str(error)] += 1


@stage
def valid(records: Iterable[dict[str, Any]], problems: Counter[str]) -> Iterator[dict[str, Any]]:
    for record in records:
        found = list(validate(record, EVENT_SCHEMA))
        problems.update(f"{problem.path} {problem.message}" for problem in found)
        if not found:
            yield record


@stage
def flatten(records: Iterable[Any], *, separator: str = ".") -> Iterator[dict[str, Any]]:
    def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict) and value:
            for name, inner in value.items():
                yield from leaves(inner, f"{path}{separator}{name}" if path else name)
        elif isinstance(value, list) and value:
            for number, inner in enumerate(value):
                yield from leaves(inner, f"{path}{separator}{number}")
        else:
            yield path, value

    for record in records:
        yield dict(leaves(record, ""))


def difference(old: Any, new: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """The operations of a patch that makes new of old."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            if name not in new:
                yield {"op": "remove", "path": f"{path}/{name}"}
        for name, value in new.items():
            if name not in old:
                yield {"op": "add", "path": f"{path}/{name}", "value": value}
            else:
                yield from difference(old[name], value, f"{path}/{name}")
    elif old != new:
        yield {"op": "replace", "path": path, "value": new}


def apply(document: dict[str, Any], patch: Iterable[dict[str, Any]]) -> dict[str, Any]:
    result = json.loads(json.dumps(document))
    for step in patch:
        *parents, last = step["path"].split("/")[1:]
        target = functools.reduce(dict.__getitem__, parents, result)
        if step["op"] == "remove":
            del target[last]
        else:
            target[last] = step["value"]
    return result


def make_events(rng: random.Random, count: int) -> Iterator[Event]:
    start = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
    for _ in range(count):
        lines = [Line(f"SKU{rng.randrange(50)}", rng.randrange(5), Decimal(rng.randrange(10_000)) / 100) for _ in range(rng.randrange(4))]
        attributes = {
            "tags": {rng.choice(["new", "söme", "x\t\"y\""]), "all"}, "ratio": rng.random(),
            "nested": {"deep": [1, [2, None]], "flag": True},
        }
        kind = rng.choices(list(Kind), [6, 3, 2, 1])[0]
        yield Event(
            uuid.UUID(int=rng.getrandbits(128)), kind, f"user{rng.randrange(40)}", start + datetime.timedelta(seconds=rng.randrange(10**7)),
            lines, attributes,
        )


def damage(rng: random.Random, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        match rng.randrange(20):
            case 0:
                yield line[: rng.randrange(10, len(line))]
            case 1:
                yield line.replace('"kind"', '"user"', 1)
            case 2:
                yield line.replace('"moment"', '"when"', 1)
            case _:
                yield line


def main() -> None:
    rng = random.Random(99)
    file = io.StringIO()
    encoder = EventEncoder(ensure_ascii=False, separators=(",", ":"))
    for event in make_events(rng, 3500):
        file.write(encoder.encode(event) + "\n")
    digest, problems = hashlib.sha256(file.getvalue().encode()), Counter[str]()
    file.seek(0)
    records = list(pipeline(damage(rng, file), decode(problems), valid(problems)))
    columns: defaultdict[str, int] = defaultdict(int)
    for row in pipeline(records, flatten(separator="/")):
        for name in row:
            columns[name] += 1
    totals = Counter[str]()
    for record in records:
        totals[f"{record['user']} {record['kind']}"] += record["total"]
    plain = [json.loads(json.dumps(record, default=str)) for record in records]
    for old, new in zip(plain, plain[1:]):
        patch = list(difference(old, new))
        assert apply(old, patch) == new
        digest.update(json.dumps(patch, sort_keys=True).encode())
    report = {"columns": columns, "problems": problems, "totals": totals, "sum": sum(totals.values())}
    text = json.dumps(report, cls=EventEncoder, indent=2, sort_keys=True)
    digest.update(text.encode())
    print(f"{len(records)} records of {len(columns)} columns, {problems.total()} problems, {len(text)} characters of report")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
