"""functools and other caches: what several threads compute at once is right, and counted right."""

import functools
import itertools
import operator
import threading
import weakref

from harness import THREADS, expect, scenario, share_of, together

N = 100


@scenario
def bounded_caches_are_right():
    @functools.lru_cache(maxsize=16)
    def square(n):
        return n * n

    def call(i):
        for n in range(N):
            expect(square(n % 40) == (n % 40) ** 2, "value")
            if n % 50 == 0:
                square.cache_clear()
            info = square.cache_info()
            expect(0 <= info.currsize <= 16 + THREADS, "size", info)

    together(call)


@scenario
def unbounded_caches_count_their_calls():
    calls, lock = [0], threading.Lock()

    @functools.cache
    def text(n):
        with lock:
            calls[0] += 1
        return str(n)

    def call(i):
        for n in range(N):
            expect(text(n) == str(n), "value")

    together(call)
    info = text.cache_info()
    expect(info.currsize == N and info.hits + info.misses == THREADS * N, "info", info)
    expect(N <= calls[0] == info.misses, "calls", calls, info)


@scenario
def a_cache_keeps_typed_and_keyword_calls_apart():
    @functools.lru_cache(maxsize=64, typed=True)
    def key(a, b=0, *, c=None):
        return type(a).__name__, a, b, c

    def call(i):
        for n in range(N // 2):
            expect(key(n % 10) == ("int", n % 10, 0, None), "int")
            expect(key(float(n % 10), b=1) == ("float", n % 10, 1, None), "float")
            expect(key(n % 10, c=i) == ("int", n % 10, 0, i), "keyword")

    together(call)


@scenario
def caches_of_slow_functions_and_errors():
    @functools.lru_cache(maxsize=4)
    def fragile(n):
        threading.Event().wait(0.0001)
        if n % 3 == 0:
            raise ValueError(n)
        return n

    def call(i):
        for n in range(30):
            try:
                expect(fragile(n % 7) == n % 7 and n % 7 % 3 != 0, "value")
            except ValueError as error:
                expect(error.args == (n % 7,), "error")

    together(call)


@scenario
def cached_methods_of_many_objects():
    class Thing:
        def __init__(self, n):
            self.n = n

        @functools.lru_cache(maxsize=8)
        def get(self):
            return self.n

    def call(i):
        for n in range(N):
            expect(Thing(n).get() == n, "value")

    together(call)


@scenario
def cached_properties_agree_in_the_end():
    class Thing:
        @functools.cached_property
        def value(self):
            return [next(numbers)]

    numbers, thing = itertools.count(), Thing()
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(thing.value for _ in range(N)))
    expect(thing.__dict__["value"] is thing.value, "cached")
    expect(all(isinstance(v, list) and len(v) == 1 for part in got for v in part), "values")
    expect(len({id(part[-1]) for part in got}) <= THREADS, "last values")


@scenario
def single_dispatch_is_registered_and_called():
    """Registering while others dispatch may interrupt their walk through the registry: so says the library."""
    @functools.singledispatch
    def kind(value):
        return "object"

    def register(i):
        for n in range(10):
            kind.register(type("New%d_%d" % (i, n), (), {}), lambda value, i=i: ("new", i))

    together(register)
    registered = [c for c in kind.registry if c is not object]
    expect(len(registered) == THREADS * 10, "registered", len(registered))

    def call(i):
        for n in range(N):
            expect(kind(n) == "object", "int")
            expect(kind(registered[n % len(registered)]())[0] == "new", "registered")

    together(call)


@scenario
def total_orderings_and_keys():
    @functools.total_ordering
    class Version:
        def __init__(self, n):
            self.n = n

        def __eq__(self, other):
            return self.n == other.n

        def __lt__(self, other):
            return self.n < other.n

    shared = [Version(n) for n in range(40)]

    def use(i):
        for n in range(10):
            expect([v.n for v in sorted(shared, reverse=True)] == list(range(39, -1, -1)), "sorted")
            expect(shared[3] >= shared[2] and max(shared).n == 39, "compare")
            expect(sorted(shared, key=functools.cmp_to_key(lambda a, b: b.n - a.n))[0].n == 39, "cmp_to_key")
            expect(sorted(shared, key=operator.attrgetter("n"))[5].n == 5, "attrgetter")

    together(use)


@scenario
def weak_caches_hold_what_is_alive():
    class Thing:
        def __init__(self, n):
            self.n = n

    cache = weakref.WeakValueDictionary()

    def get(n):
        thing = cache.get(n)
        if thing is None:
            thing = cache.setdefault(n, Thing(n))
        return thing

    def use(i):
        kept = []
        for n in range(N):
            thing = get(n % 10)
            expect(thing.n == n % 10, "value")
            kept.append(thing)
            if n % 20 == 0:
                kept.clear()

    together(use)
    expect(share_of(1, 0) == THREADS and not list(cache.values()), "what is left", list(cache.keys()))
