"""Caches in layers: LRU, LFU, expiry by a clock, write-back, weak identity maps and decorators, all behind locks."""

from __future__ import annotations

import bisect
import functools
import gc
import random
import sys
import threading
import weakref
import zlib
from abc import abstractmethod
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Flag, auto
from itertools import accumulate
from typing import Any, Generic, Protocol, TypeVar, overload

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Event(Flag):
    HIT = auto()
    MISS = auto()
    EVICTED = auto()
    EXPIRED = auto()
    WRITTEN = auto()
    LOST = EVICTED | EXPIRED


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class Statistics(Counter):
    def note(self, event: Event, amount: int = 1) -> None:
        self[event] += amount

    @property
    def ratio(self) -> float:
        asked = self[Event.HIT] + self[Event.MISS]
        return self[Event.HIT] / asked if asked else 0.0

    def __str__(self) -> str:
        lost = sum(count for event, count in self.items() if event in Event.LOST)
        return f"{self.ratio:6.2%} of {self[Event.HIT] + self[Event.MISS]}, {lost} lost, {self[Event.WRITTEN]} written"


def locked(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def wrapper(self: Cache, *args: Any, **kwargs: Any) -> Any:
        with self.lock:
            return method(self, *args, **kwargs)

    return wrapper


class Cache(MutableMapping, Generic[K, V]):
    """What all caches share; the others decide what has to go."""

    def __init__(self, capacity: int, *, on_evict: Callable[[K, V], None] | None = None) -> None:
        if capacity < 1:
            raise ValueError(f"a cache of {capacity} entries")
        self.capacity = capacity
        self.on_evict = on_evict
        self.lock = threading.RLock()
        self.statistics = Statistics()

    @abstractmethod
    def evict(self) -> K:
        """Chooses the key that goes next."""

    @locked
    def lookup(self, key: K, default: Any = None) -> Any:
        try:
            value = self[key]
        except KeyError:
            self.statistics.note(Event.MISS)
            return default
        self.statistics.note(Event.HIT)
        return value

    @locked
    def fetch(self, key: K, make: Callable[[K], V]) -> V:
        missing = object()
        value = self.lookup(key, missing)
        if value is missing:
            value = self[key] = make(key)
        return value

    def shrink(self, event: Event = Event.EVICTED) -> None:
        while len(self) > self.capacity:
            key = self.evict()
            value = self.pop(key)
            self.statistics.note(event)
            if self.on_evict is not None:
                self.on_evict(key, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {len(self)}/{self.capacity}>"


class LRU(Cache[K, V]):
    def __init__(self, capacity: int, **options: Any) -> None:
        super().__init__(capacity, **options)
        self._entries: OrderedDict[K, V] = OrderedDict()

    @locked
    def __getitem__(self, key: K) -> V:
        value = self._entries[key]
        self._entries.move_to_end(key)
        return value

    @locked
    def __setitem__(self, key: K, value: V) -> None:
        self._entries[key] = value
        self._entries.move_to_end(key)
        self.shrink()

    @locked
    def __delitem__(self, key: K) -> None:
        del self._entries[key]

    def __iter__(self) -> Iterator[K]:
        return iter(list(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def evict(self) -> K:
        return next(iter(self._entries))


class LFU(LRU[K, V]):
    """Least frequently used; among equals the one that came first."""

    def __init__(self, capacity: int, **options: Any) -> None:
        super().__init__(capacity, **options)
        self._uses: dict[K, int] = {}
        self._groups: dict[int, OrderedDict[K, None]] = defaultdict(OrderedDict)

    def _use(self, key: K) -> None:
        uses = self._uses.get(key, 0)
        if uses:
            del self._groups[uses][key]
        self._uses[key] = uses + 1
        self._groups[uses + 1][key] = None

    @locked
    def __getitem__(self, key: K) -> V:
        value = super().__getitem__(key)
        self._use(key)
        return value

    @locked
    def __setitem__(self, key: K, value: V) -> None:
        if key not in self and len(self) >= self.capacity:
            self.capacity -= 1
            try:
                self.shrink()
            finally:
                self.capacity += 1
        self._use(key)
        super().__setitem__(key, value)

    @locked
    def __delitem__(self, key: K) -> None:
        super().__delitem__(key)
        del self._groups[self._uses.pop(key)][key]

    def evict(self) -> K:
        uses = min(uses for uses, group in self._groups.items() if group)
        return next(iter(self._groups[uses]))


class Expiring(LRU[K, V]):
    """Entries live for a number of seconds; a list sorted by time finds the dead ones."""

    def __init__(self, capacity: int, *, seconds: float, clock: Callable[[], float], **options: Any) -> None:
        super().__init__(capacity, **options)
        self.seconds, self.clock = seconds, clock
        self._deadlines: dict[K, float] = {}
        self._order: list[tuple[float, int, K]] = []
        self._ticket = 0

    @locked
    def purge(self) -> int:
        dead = bisect.bisect_right(self._order, (self.clock(), sys.maxsize))
        count = 0
        for deadline, _, key in self._order[:dead]:
            if self._deadlines.get(key) == deadline:
                del self[key]
                count += 1
        del self._order[:dead]
        self.statistics.note(Event.EXPIRED, count)
        return count

    @locked
    def __getitem__(self, key: K) -> V:
        if self._deadlines[key] <= self.clock():
            self.purge()
        return super().__getitem__(key)

    @locked
    def __setitem__(self, key: K, value: V) -> None:
        self.purge()
        self._ticket += 1
        self._deadlines[key] = deadline = self.clock() + self.seconds
        bisect.insort(self._order, (deadline, self._ticket, key))
        super().__setitem__(key, value)

    @locked
    def __delitem__(self, key: K) -> None:
        super().__delitem__(key)
        del self._deadlines[key]


class Store(Protocol):
    def load(self, key: str) -> Any: ...

    def save(self, key: str, value: Any) -> None: ...


@dataclass
class SlowStore:
    data: dict[str, Any] = field(default_factory=dict)
    loads: int = 0
    saves: int = 0

    def load(self, key: str) -> Any:
        self.loads += 1
        return self.data.setdefault(key, zlib.adler32(key.encode()))

    def save(self, key: str, value: Any) -> None:
        self.saves += 1
        self.data[key] = value


class Layered:
    """Layers from fast to slow above a store; writes wait in the layers until they are flushed or pushed out."""

    def __init__(self, store: Store, *layers: Cache[str, Any]) -> None:
        self.store, self.layers = store, layers
        self.dirty: dict[str, Any] = {}
        self.lock = threading.RLock()
        for upper, lower in zip(layers, (*layers[1:], None)):
            upper.on_evict = functools.partial(self._sink, lower)

    def _sink(self, lower: Cache[str, Any] | None, key: str, value: Any) -> None:
        if lower is not None:
            lower[key] = value
        elif key in self.dirty:
            self.store.save(key, self.dirty.pop(key))

    def read(self, key: str) -> Any:
        with self.lock:
            if key in self.dirty:
                return self.dirty[key]
            for depth, layer in enumerate(self.layers):
                if (value := layer.lookup(key)) is not None:
                    break
            else:
                depth, value = len(self.layers), self.store.load(key)
            for layer in self.layers[:depth]:
                layer[key] = value
            return value

    def write(self, key: str, value: Any) -> None:
        with self.lock:
            for layer in self.layers[1:]:
                layer.pop(key, None)
            self.dirty[key] = value
            self.layers[0][key] = value

    @contextmanager
    def flushed(self) -> Iterator[int]:
        with self.lock:
            count = len(self.dirty)
            for key, value in self.dirty.items():
                self.store.save(key, value)
            self.layers[0].statistics.note(Event.WRITTEN, count)
            self.dirty.clear()
            yield count


class Entity:
    """One object for each name as long as anybody holds it."""

    _known: weakref.WeakValueDictionary[str, Entity] = weakref.WeakValueDictionary()
    buried: Counter[str] = Counter()

    def __new__(cls, name: str) -> Entity:
        if (known := cls._known.get(name)) is not None:
            return known
        entity = super().__new__(cls)
        entity.name, entity.friends = name, []
        cls._known[name] = entity
        weakref.finalize(entity, cls.buried.update, [name[0]])
        return entity

    @functools.cached_property
    def digest(self) -> int:
        return zlib.crc32(self.name.encode())


@overload
def memoize(function: Callable[..., V]) -> Callable[..., V]: ...
@overload
def memoize(*, cache: Cache, key: Callable[..., Hashable] = ...) -> Callable[..., Any]: ...
def memoize(function=None, *, cache=None, key=lambda *args, **kwargs: (args, tuple(sorted(kwargs.items())))):
    if function is None:
        return functools.partial(memoize, cache=cache, key=key)
    cache = LRU(64) if cache is None else cache

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return cache.fetch(key(*args, **kwargs), lambda _: function(*args, **kwargs))

    wrapper.cache = cache
    return wrapper


@memoize
def binomial(n: int, k: int) -> int:
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


@functools.lru_cache(maxsize=300)
def distance(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return distance(a[1:], b[1:])
    return 1 + min(distance(a[1:], b), distance(a, b[1:]), distance(a[1:], b[1:]))


def skewed_keys(source: random.Random, count: int, universe: int) -> list[str]:
    weights = list(accumulate(1 / (rank + 1) for rank in range(universe)))
    return [f"key{number}" for number in source.choices(range(universe), cum_weights=weights, k=count)]


def compare_policies(source: random.Random) -> Iterator[str]:
    clock = Clock()
    caches = [LRU(80), LFU(80), Expiring(80, seconds=30.0, clock=clock)]
    for number, key in enumerate(skewed_keys(source, 9500, 500)):
        clock.advance(0.1)
        for cache in caches:
            cache.fetch(key if number % 3 else f"scan{number}", len)
    for cache in caches:
        yield f"{cache!r:24} {cache.statistics} {sorted(cache)[:2]}"


def layered_work(source: random.Random) -> Iterator[str]:
    clock, store = Clock(), SlowStore()
    layers = Layered(store, LFU(20), LRU(60), Expiring(150, seconds=40.0, clock=clock))
    model: dict[str, int] = {}
    for number, key in enumerate(skewed_keys(source, 9500, 400)):
        clock.advance(0.05)
        if number % 7 == 0:
            layers.write(key, number + 1)
            model[key] = number + 1
        else:
            assert layers.read(key) == model.setdefault(key, zlib.adler32(key.encode()))
        if number % 500 == 499:
            with layers.flushed() as count:
                yield f"flushed {count}, {store.loads} loads, {store.saves} saves"
    yield "; ".join(str(layer.statistics) for layer in layers.layers)


def identities(source: random.Random) -> Iterator[str]:
    held: LRU[str, Entity] = LRU(50)
    for key in skewed_keys(source, 8000, 300):
        entity = held.fetch(key, Entity)
        assert entity is Entity(key) and entity.digest == Entity(key).digest
        if source.random() < 0.1:
            entity.friends.append(Entity(key[::-1]))
    gc.collect()
    alive = len(Entity._known)
    held.clear()
    del entity
    gc.collect()
    yield f"{alive} alive, {len(Entity._known)} left, buried {Entity.buried['k']} and {Entity.buried.total()}"


def main() -> None:
    source = random.Random(13)
    lines = [*compare_policies(source), *layered_work(source), *identities(source)]
    words = ["".join(source.choices("abc", k=7)) for _ in range(9)]
    lines.append(repr([distance(a, b) for a in words for b in words]))
    lines.append(f"{distance.cache_info()} {binomial(36, 18)} {binomial.cache.statistics} {binomial.__name__}")
    print(*lines[:3], *lines[-4:-2], lines[-1], sep="\n")
    try:
        LRU(0)
    except ValueError as error:
        print("refused:", error)
    print(f"checksum {zlib.crc32(chr(10).join(lines).encode()):08x}")


if __name__ == "__main__":
    main()
