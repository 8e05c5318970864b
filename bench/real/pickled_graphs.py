"""Graphs of objects saved and restored: pickle with reducers, states, persistent ids, buffers and a restricted loader, and copies of all kinds."""

from __future__ import annotations

import copy
import copyreg
import enum
import hashlib
import io
import pickle
import pickletools
import random
import weakref
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar


class Role(enum.Enum):
    OWNER = "owner"
    EDITOR = "editor"
    READER = "reader"


class Access(enum.IntFlag):
    READ = 1
    WRITE = 2
    SHARE = 4


Point = namedtuple("Point", "x y")


class Singleton:
    """One object for all; its pickle is a name."""

    instance: ClassVar[Singleton]

    def __reduce__(self) -> str:
        return "NOTHING"

    def __copy__(self) -> Singleton:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Singleton:
        return self


NOTHING = Singleton()


class Temperature:
    """Has slots only, and a check in the constructor that a pickle must not skip."""

    __slots__ = ("degrees", "unit", "__weakref__")
    made: ClassVar[int] = 0

    def __init__(self, degrees: float, unit: str = "C") -> None:
        if unit not in "CFK":
            raise ValueError(unit)
        self.degrees, self.unit = degrees, unit
        Temperature.made += 1

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.degrees, self.unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Temperature) and (self.degrees, self.unit) == (other.degrees, other.unit)

    def __hash__(self) -> int:
        return hash((self.degrees, self.unit))


class Interval(tuple):
    """Immutable, with keywords for __new__."""

    def __new__(cls, *, low: int, high: int) -> Interval:
        return super().__new__(cls, (min(low, high), max(low, high)))

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, int]]:
        return (), {"low": self[0], "high": self[1]}


class Registry(dict):
    """A dict with attributes and a factory; both must survive."""

    def __init__(self, name: str = "", **values: Any) -> None:
        super().__init__(**values)
        self.name, self._log = name, []

    def __setitem__(self, key: Any, value: Any) -> None:
        log = self.__dict__.setdefault("_log", [])
        log.append(str(key))
        super().__setitem__(key, value)


class Bag:
    """Rebuilds itself by items: the state is empty, the list part and the dict part are streamed."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.marks: dict[str, Any] = {}

    def append(self, item: Any) -> None:
        self.items.append(item)

    def extend(self, items: Any) -> None:
        self.items.extend(items)

    def __setitem__(self, key: str, value: Any) -> None:
        self.marks[key] = value

    def __reduce_ex__(self, protocol: int) -> tuple[Any, ...]:
        return Bag, (), None, iter(self.items), iter(sorted(self.marks.items()))


@dataclass
class Account:
    name: str
    role: Role = Role.READER
    access: Access = Access.READ
    limits: Interval = field(default_factory=lambda: Interval(low=0, high=9))

    class History:
        """A nested class, found by its qualified name."""

        def __init__(self, *entries: tuple[date, Decimal]) -> None:
            self.entries = deque(entries, maxlen=5)

        def __eq__(self, other: object) -> bool:
            return vars(self) == vars(other)

    history: History | None = None


class Folder:
    """Children know their parent; a cache and a weak reference are not saved; old versions of the state are understood."""

    VERSION = 3

    def __init__(self, name: str, parent: Folder | None = None) -> None:
        self.name, self.parent = name, parent
        self.children: list[Folder] = []
        self.documents: dict[str, Any] = {}
        self._path: str | None = None
        self._top: weakref.ref[Folder] | None = None
        if parent is not None:
            parent.children.append(self)

    @property
    def path(self) -> str:
        if self._path is None:
            self._path = f"{self.parent.path}/{self.name}" if self.parent else self.name
        return self._path

    @property
    def top(self) -> Folder:
        found = self._top() if self._top else None
        if found is None:
            found = self.parent.top if self.parent else self
            self._top = weakref.ref(found)
        return found

    def walk(self) -> Iterator[Folder]:
        yield self
        for child in self.children:
            yield from child.walk()

    def __getstate__(self) -> dict[str, Any]:
        return {"version": self.VERSION, **{name: value for name, value in vars(self).items() if not name.startswith("_")}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        version = state.pop("version", 1)
        if version < 2:
            state["name"] = state.pop("title")
        if version < 3:
            state["documents"] = dict(state.get("documents", ()))
        self.__dict__.update(state, _path=None, _top=None)


class Blob:
    """Bytes that may travel outside of the pickle."""

    def __init__(self, data: bytes | bytearray) -> None:
        self.data = data

    def __reduce_ex__(self, protocol: int) -> tuple[Any, ...]:
        return (Blob, (pickle.PickleBuffer(self.data),)) if protocol >= 5 else (Blob, (bytes(self.data),))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blob) and bytes(self.data) == bytes(other.data)


class Store:
    """A table outside of the pickles: rows are saved as persistent ids."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}

    def row(self, key: int) -> Row:
        return self.rows.setdefault(key, Row(key))


@dataclass(eq=False)
class Row:
    key: int


class StorePickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Fraction] = lambda value: (Fraction, (value.numerator, value.denominator))

    def persistent_id(self, obj: Any) -> Any:
        return ("row", obj.key) if isinstance(obj, Row) else None

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, complex):
            return Point._make, ((obj.real, obj.imag),)
        return NotImplemented


class StoreUnpickler(pickle.Unpickler):
    ALLOWED = {"__main__", "collections", "datetime", "decimal", "fractions", "copyreg", "functools", "_codecs", "_operator"}

    def __init__(self, file: io.BytesIO, store: Store) -> None:
        super().__init__(file)
        self.store = store

    def persistent_load(self, pid: Any) -> Row:
        kind, key = pid
        if kind != "row":
            raise pickle.UnpicklingError(kind)
        return self.store.row(key)

    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in ("set", "list", "bytes", "bytearray", "getattr"):
            return super().find_class(module, name)
        if module not in self.ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is forbidden")
        return super().find_class(module, name)


class Census:
    """Describes a graph of objects by its shape: types, values, and where it meets itself."""

    def __init__(self) -> None:
        self.seen: dict[int, int] = {}
        self.lines: list[str] = []

    def visit(self, value: Any) -> None:
        if isinstance(value, (int, str, float, bytes, type(None), date, timedelta, Decimal, Fraction, enum.Enum)):
            self.lines.append(repr(value))
            return
        if id(value) in self.seen:
            self.lines.append(f"*{self.seen[id(value)]}")
            return
        self.seen[id(value)] = len(self.seen)
        self.lines.append(f"{type(value).__qualname__}#{len(self.seen)}")
        for part in self.parts(value):
            self.visit(part)

    @staticmethod
    def parts(value: Any) -> Iterator[Any]:
        if isinstance(value, dict):
            yield from (part for item in value.items() for part in item)
        elif isinstance(value, (set, frozenset)):
            yield from sorted(value, key=repr)
        elif isinstance(value, (list, tuple, deque)):
            yield from value
        if isinstance(value, Blob):
            yield bytes(value.data)
        elif isinstance(value, Temperature):
            yield from (value.degrees, value.unit)
        elif hasattr(value, "__dict__"):
            yield from (part for name, part in sorted(vars(value).items()) if not name.startswith("_"))

    @classmethod
    def of(cls, value: Any) -> str:
        census = cls()
        census.visit(value)
        return " ".join(census.lines)


class Maker:
    def __init__(self, seed: int) -> None:
        self.rng, self.store = random.Random(seed), Store()
        self.shared: list[Any] = [Temperature(20.5), Account("root", Role.OWNER, Access.READ | Access.SHARE), ["shared"], NOTHING]

    def value(self, depth: int = 3) -> Any:
        rng = self.rng
        simple: list[Callable[[], Any]] = [
            lambda: rng.randrange(-(10**rng.randrange(1, 25)), 10**6), rng.random, lambda: "tëxt" * rng.randrange(4),
            lambda: bytes(range(rng.randrange(9))), lambda: date(2024, rng.randint(1, 12), 3),
            lambda: Decimal(rng.randrange(999)) / 8, lambda: Fraction(rng.randrange(1, 9), 7), lambda: rng.choice(list(Role)),
            lambda: rng.choice(self.shared), lambda: Interval(low=rng.randrange(9), high=4),
            lambda: Temperature(rng.randrange(30), rng.choice("CFK")), lambda: Blob(bytearray(rng.randrange(60))),
            lambda: self.store.row(rng.randrange(12)), lambda: True,
        ]
        if depth == 0:
            return rng.choice(simple)()
        inner = partial(self.value, depth - 1)
        deep: list[Callable[[], Any]] = [
            lambda: [inner() for _ in range(rng.randrange(5))], lambda: {f"k{n}": inner() for n in range(rng.randrange(5))},
            lambda: (inner(), inner()), lambda: {rng.randrange(40), "a", None}, lambda: Point(inner(), inner()),
            lambda: OrderedDict(b=inner(), a=inner()), lambda: self.registry(inner), lambda: self.bag(inner),
            lambda: defaultdict(list, x=[inner()]), lambda: self.ring(inner()),
            lambda: Account("ann", rng.choice(list(Role)), Access(rng.randrange(8)), history=Account.History((date(2024, 1, 1), Decimal("1.5")))),
            lambda: Counter("abracadabra"[: rng.randrange(11)]),
        ]
        return rng.choice(deep)()

    def registry(self, inner: Callable[[], Any]) -> Registry:
        registry = Registry("reg", first=inner())
        registry["second"] = inner()
        registry["self"] = registry
        return registry

    def bag(self, inner: Callable[[], Any]) -> Bag:
        bag = Bag()
        bag.extend([inner(), inner()])
        bag["mark"] = inner()
        return bag

    def ring(self, value: Any) -> list[Any]:
        ring: list[Any] = [value]
        ring.append({"back": (ring, 1)})
        return ring

    def folder(self, depth: int, parent: Folder | None = None) -> Folder:
        folder = Folder(f"f{self.rng.randrange(99)}", parent)
        for n in range(3):
            folder.documents[f"d{n}"] = self.value()
        if depth:
            for _ in range(2):
                self.folder(depth - 1, folder)
        assert folder.top is (parent or folder).top and folder.path
        return folder


def save(value: Any, protocol: int, buffers: list[pickle.PickleBuffer] | None = None) -> bytes:
    out = io.BytesIO()
    callback = buffers.append if buffers is not None and protocol >= 5 else None
    StorePickler(out, protocol, fix_imports=False, buffer_callback=callback).dump(value)
    return out.getvalue()


def load(data: bytes, store: Store) -> Any:
    return StoreUnpickler(io.BytesIO(data), store).load()


def refusals(store: Store) -> Iterator[str]:
    """What cannot be saved or must not be loaded."""
    bad: list[tuple[str, Callable[[], Any]]] = [
        ("lambda", lambda: pickle.dumps(lambda: 1)), ("generator", lambda: pickle.dumps(n for n in range(3))),
        ("forbidden", lambda: load(pickle.dumps(random.Random(1)), store)),
        ("cut", lambda: pickle.loads(pickle.dumps([1, 2, 3])[:-3])), ("empty", lambda: pickle.loads(b"")),
        ("persistent", lambda: pickle.loads(save(store.row(1), 4))),
        ("unit", lambda: Temperature(1, "X")), ("local", lambda: pickle.dumps(type("Local", (), {})())),
    ]
    for name, action in bad:
        try:
            action()
        except (pickle.PickleError, AttributeError, TypeError, EOFError, ValueError) as error:
            yield name


def main() -> None:
    digest, facts = hashlib.sha256(), Counter[str]()
    for seed in range(11):
        maker = Maker(seed)
        root = maker.folder(3)
        expected = Census.of(root)
        digest.update(expected.encode())
        for protocol in range(2, 6):
            restored = load(save(root, protocol), maker.store)
            assert [folder.path for folder in restored.walk()] == [folder.path for folder in root.walk()]
            facts["restored"] += sum(1 for _ in restored.walk())
            digest.update(Census.of(restored).replace("bytearray", "bytes").encode())
        buffers: list[pickle.PickleBuffer] = []
        slim = save(root, 5, buffers)
        again = StoreUnpickler(io.BytesIO(pickletools.optimize(save(root, 4))), maker.store).load()
        facts["buffers"] += len(buffers)
        assert len(slim) < len(save(root, 4)) and Census.of(again).count("#") == Census.of(load(save(root, 3), maker.store)).count("#")
        deep = copy.deepcopy(root)
        assert Census.of(deep) == expected and deep.top is deep
        digest.update(Census.of(copy.deepcopy(root.documents, {id(root): None})).encode())
        shallow = [copy.copy(value) for value in root.documents.values()]
        facts["same after copy"] += sum(a is b for a, b in zip(shallow, root.documents.values()))
        stream = io.BytesIO()
        pickler = StorePickler(stream, 4)
        for folder in root.walk():
            pickler.dump(folder.name)
            pickler.dump(maker.shared)
        stream.seek(0)
        loader = StoreUnpickler(stream, maker.store)
        loaded = [loader.load() for _ in range(2 * sum(1 for _ in root.walk()))]
        facts["one list"] += sum(value is loaded[1] for value in loaded)
        facts.update(refusals(maker.store))
    old = Folder.__new__(Folder)
    old.__setstate__({"title": "old", "parent": None, "children": [], "documents": [("a", 1)]})
    print(old.path, old.documents, dict(sorted(facts.items())))
    print(f"{Temperature.made} temperatures, {len(expected)} characters of census")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
