"""What several threads may rely on when they share one built-in container, operation by operation.

    containers.py [seconds] [threads] [seed]

Each check runs all threads against one fresh container, starting together, and then looks at what is left. The checks take turns until the
time is over. The last line is "ok" or says what was wrong.
"""

import collections
import functools
import itertools
import sys
import threading
import time

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 8
N = 200

complaints = []


def expect(condition, text):
    if not condition:
        complaints.append(text)


def together(*functions):
    """Runs function(i) of each on its share of the threads, starting at once; passes on what they raise."""
    barrier = threading.Barrier(THREADS)

    def run(i):
        barrier.wait()
        try:
            functions[i % len(functions)](i)
        except Exception as error:
            complaints.append("%s: %s: %s" % (functions[i % len(functions)].__qualname__, type(error).__name__, error))

    threads = [threading.Thread(target=run, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def share_of(kinds, kind):
    return len([i for i in range(THREADS) if i % kinds == kind])


# ---- lists


def list_appends_are_exact():
    items = []
    together(lambda i: [items.append((i, n)) for n in range(N)])
    expect(len(items) == len(set(items)) == THREADS * N, "append")


def list_pops_are_unique():
    items = list(range(THREADS * N))
    popped = []

    def pop(i):
        for _ in range(N):
            popped.append(items.pop())

    together(pop)
    expect(sorted(popped) == list(range(THREADS * N)) and not items, "pop")


def list_reads_see_stored_values():
    items = [(0, 0)] * 10

    def write(i):
        for n in range(N):
            items[n % 10] = (n, n)

    def read(i):
        for n in range(N):
            a, b = items[n % 10]
            expect(a == b, "item")
            expect(len(items) == 10, "len")

    together(write, read)


def list_copies_are_not_torn():
    items = list(range(50))

    def change(i):
        for n in range(N):
            items[:] = range(50)
            items.clear()
            items.extend(range(50))

    def copy(i):
        for n in range(N):
            for snapshot in (items.copy(), items + [], items[:], items * 1):
                expect(all(0 <= x < 50 for x in snapshot), "copy")
                expect(snapshot[:50] == list(range(len(snapshot[:50]))) or THREADS > 2, "order")

    together(change, copy)


def list_sort_hides_the_items():
    items = [n * 7919 % 101 for n in range(101)]

    def sort(i):
        for n in range(20):
            try:
                items.sort(key=lambda x: -x if n % 2 else x)
            except ValueError as error:
                expect(str(error) == "list modified during sort", str(error))

    def look(i):
        for n in range(N):
            expect(len(items) in (0, 101), "len during sort")
            for value in items:
                expect(0 <= value < 101, "value during sort")

    together(sort, look)
    expect(sorted(items) == list(range(101)) or THREADS > 2, "sorted")


def list_changes_in_the_middle():
    items = ["text %d" % n for n in range(20)]

    def change(i):
        for n in range(N):
            items.insert(3, "text %d" % n)
            try:
                items.pop(5)
                items.remove("text 7")
            except (IndexError, ValueError):
                pass
            items.reverse()
            del items[20:]

    def read(i):
        for n in range(N):
            for value in items:
                expect(value.startswith("text "), "value")
            "text 9" in items
            items.count("text 1")

    together(change, read)


def list_extend_takes_snapshots():
    source, table, target = set(range(30)), dict.fromkeys(range(30)), []

    def change(i):
        for n in range(N):
            source.add(n % 60)
            source.discard((n + 30) % 60)
            table[n % 60] = None
            table.pop((n + 30) % 60, None)

    def extend(i):
        for n in range(N):
            target.extend(source)
            target.extend(table)
            target.extend(table.keys())
            target.extend(table.items())
            del target[:]

    together(change, extend)


# ---- dicts


def dict_keeps_keys_through_growth():
    table = {"fixed": 1}

    def grow(i):
        for n in range(N * 3):
            table[i, n] = n
        for n in range(N * 3):
            del table[i, n]

    def read(i):
        for n in range(N * 3):
            expect(table["fixed"] == 1 and "fixed" in table and table.get("fixed") == 1, "key")

    together(grow, read)
    expect(table == {"fixed": 1}, "what is left")


def dict_setdefault_agrees():
    table = {}
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(table.setdefault(n, object()) for n in range(N)))
    expect(all(g[n] is table[n] for g in got for n in range(N)), "setdefault")


def dict_popitem_is_unique():
    table = dict.fromkeys(range(THREADS * N))
    popped = []

    def pop(i):
        for _ in range(N):
            popped.append(table.popitem()[0])

    together(pop)
    expect(sorted(popped) == list(range(THREADS * N)) and not table, "popitem")


def dict_pop_gives_each_value_once():
    table = dict.fromkeys(range(N), 1)
    popped = []
    together(lambda i: popped.extend(table.pop(n, 0) for n in range(N)))
    expect(sum(popped) == N, "pop")


def dict_copies_are_snapshots():
    table = {n: n for n in range(50)}

    def change(i):
        for n in range(N):
            table[50 + n % 50] = n
            table.pop(50 + (n + 25) % 50, None)

    def copy(i):
        for n in range(N):
            for snapshot in (table.copy(), dict(table), table | {}):
                expect(len(snapshot) == len(list(snapshot)) and all(snapshot[k] == k for k in range(50)), "copy")

    together(change, copy)


def dict_updates_in_both_directions():
    a, b = {n: 1 for n in range(30)}, {n: 2 for n in range(30)}

    def one(i):
        for n in range(N):
            a.update(b)
            a == b

    def other(i):
        for n in range(N):
            b.update(a)
            b == a

    together(one, other)


def dict_iteration_ends_or_says_why():
    table = {}

    def change(i):
        for n in range(N):
            table[i, n % 20] = n
            table.pop((i, (n + 10) % 20), None)

    def walk(i):
        for n in range(N):
            try:
                for key, value in table.items():
                    expect(isinstance(key, tuple) and isinstance(value, int), "item")
                for key in table:
                    pass
            except RuntimeError as error:
                expect("changed" in str(error), str(error))

    together(change, walk)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        time.sleep(0)
        return isinstance(other, Key) and self.n == other.n


def dict_calls_eq_without_a_lock():
    table = {}

    def use(i):
        for n in range(12):
            table[Key(n)] = n
            expect(table.get(Key(n), n) == n, "value")
            table.pop(Key((n + 3) % 12), None)

    together(use)
    expect(all(key.n == value for key, value in table.items()), "pairs")


# ---- sets


def set_adds_are_exact():
    items = set()
    together(lambda i: [items.add((i, n)) for n in range(N)])
    expect(len(items) == THREADS * N, "add")


def set_pops_are_unique():
    items = set(range(THREADS * N))
    popped = []
    together(lambda i: popped.extend(items.pop() for _ in range(N)))
    expect(sorted(popped) == list(range(THREADS * N)), "pop")


def set_operations_on_two():
    a, b = set(range(40)), set(range(20, 60))

    def change(i):
        for n in range(N):
            a.add(n % 60)
            b.discard((n * 7) % 60)
            b.add((n * 7) % 60)

    def combine(i):
        for n in range(N):
            for result in (a | b, a & b, a - b, a ^ b):
                expect(all(0 <= x < 60 for x in result), "value")
            a.isdisjoint(b), a <= b, b >= a
            a.update(b)
            b.update(a)

    together(change, combine)


# ---- bytearrays, deques, strings


def bytearray_is_resized():
    data = bytearray(b"ab" * 20)

    def change(i):
        for n in range(N):
            try:
                data.extend(b"ab")
                del data[:2]
            except BufferError:
                pass

    def read(i):
        for n in range(N):
            expect(set(bytes(data)) <= set(b"ab"), "byte")
            with memoryview(data) as view:
                expect(len(view) == len(data), "length of a view")

    together(change, read)


def deque_passes_items_on():
    items, got = collections.deque(), []

    def put(i):
        for n in range(N):
            items.append((i, n))

    def take(i):
        for n in range(N * 4):
            try:
                got.append(items.popleft())
            except IndexError:
                pass

    together(put, take)
    got.extend(items)
    expect(len(got) == len(set(got)) == share_of(2, 0) * N, "deque")


def strings_are_interned_once():
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(sys.intern("some text %d" % n) for n in range(N)))
    expect(all(g[n] is got[0][n] for g in got for n in range(N)), "intern")


# ---- iterators


def iterators_are_shared():
    """Items may come twice or be missed; they are never anything else, and the iterator ends."""
    makers = [iter, lambda x: iter(tuple(x)), enumerate, lambda x: zip(x, x), lambda x: iter(dict.fromkeys(x)), reversed,
              lambda x: itertools.chain(x, x), lambda x: itertools.islice(x, 50), lambda x: map(abs, x), lambda x: iter(range(100)),
              lambda x: iter(set(x)), lambda x: itertools.accumulate(x), lambda x: itertools.batched(x, 3) if sys.version_info >= (3, 12) else iter(x),
              lambda x: itertools.groupby(x), lambda x: itertools.product(x, (1, 2)), lambda x: itertools.combinations(x, 1),
              lambda x: itertools.permutations(x, 1), lambda x: itertools.zip_longest(x, (1,)), lambda x: itertools.cycle(x[:3]),
              lambda x: itertools.tee(x)[0], lambda x: iter(b"x" * 100), lambda x: iter("x\u20ac" * 50), lambda x: iter(memoryview(b"x" * 100)),
              lambda x: itertools.pairwise(x), lambda x: itertools.repeat(1, 100), lambda x: filter(None, x), lambda x: itertools.compress(x, x)]
    for make in makers:
        iterator = make(list(range(100)))

        def drain(i):
            for _ in range(300):
                try:
                    next(iterator)
                except (StopIteration, RuntimeError):
                    return

        together(drain)


def count_is_exact():
    counter = itertools.count()
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(next(counter) for _ in range(N)))
    values = sorted(itertools.chain(*got))
    expect(values == list(range(THREADS * N)), "count")


def a_generator_runs_once_at_a_time():
    def numbers():
        yield from range(N)

    generator, got = numbers(), []

    def pull(i):
        while True:
            try:
                got.append(next(generator))
            except StopIteration:
                return
            except ValueError as error:
                expect(str(error) == "generator already executing", str(error))

    together(pull)
    expect(sorted(got) == list(range(N)), "generator")


# ---- attributes and classes


class Thing:
    __slots__ = ("slot", "__dict__")


def attributes_are_not_torn():
    thing = Thing()
    thing.x = thing.slot = (0, 0)

    def write(i):
        for n in range(N):
            thing.x = (n, n)
            thing.slot = (n, n)
            setattr(thing, "name%d" % (n % 30), n)

    def read(i):
        for n in range(N):
            for a, b in (thing.x, thing.slot):
                expect(a == b, "attribute")
            for value in list(thing.__dict__.values()):
                pass

    together(write, read)


def attributes_are_deleted_once():
    thing = Thing()
    for n in range(N):
        setattr(thing, "name%d" % n, n)
    deleted = []

    def delete(i):
        for n in range(N):
            try:
                delattr(thing, "name%d" % n)
                deleted.append(n)
            except AttributeError:
                pass

    together(delete)
    expect(sorted(deleted) == list(range(N)), "delattr")


def slots_are_deleted_once():
    things = [Thing() for _ in range(N)]
    for thing in things:
        thing.slot = 1
    deleted = []

    def delete(i):
        for n, thing in enumerate(things):
            try:
                del thing.slot
                deleted.append(n)
            except AttributeError:
                pass

    together(delete)
    expect(sorted(deleted) == list(range(N)), "del slot")


def dicts_and_classes_are_replaced():
    class HasDict:
        pass

    class A(HasDict):
        def kind(self):
            return "A"

    class B(HasDict):
        def kind(self):
            return "B"

    thing = A()
    thing.x = 1

    def replace(i):
        for n in range(N):
            thing.__class__ = B if n % 2 else A
            thing.__dict__ = {"x": n}

    def read(i):
        for n in range(N):
            expect(thing.kind() in "AB" and isinstance(thing.x, int), "kind")

    together(replace, read)


def class_attributes_are_never_stale():
    class Base:
        value = 0

    class Derived(Base):
        pass

    thing, seen = Derived(), []

    def write(i):
        for n in range(N):
            Base.value = n
            if share_of(2, 0) == 1:
                expect(thing.value == n and Derived.value == n, "stale")
            Base.method = lambda self, n=n: n

    def read(i):
        last = 0
        for n in range(N):
            value = thing.value
            if share_of(2, 0) == 1:
                expect(value >= last, "goes back")
            last = value
            if n > 10:
                getattr(thing, "method", int)()

    together(write, read)


def caches_are_shared():
    @functools.lru_cache(maxsize=16)
    def square(n):
        return n * n

    @functools.lru_cache(maxsize=None)
    def text(n):
        return str(n)

    def call(i):
        for n in range(N):
            expect(square(n % 40) == (n % 40) ** 2, "lru_cache")
            expect(text(n) == str(n), "cache")
            if n % 50 == 0:
                square.cache_clear()
                square.cache_info()

    together(call)


def recursion_limits_race():
    before = sys.getrecursionlimit()
    together(lambda i: [sys.setrecursionlimit(before + i) for _ in range(N)])
    sys.setrecursionlimit(before)


CHECKS = [value for value in list(globals().values()) if getattr(value, "__module__", "") == __name__ and callable(value)
          and not isinstance(value, type) and value not in (expect, together, share_of)]


def main():
    deadline = time.monotonic() + SECONDS
    rounds = 0
    while rounds == 0 or time.monotonic() < deadline:
        rounds += 1
        for check in CHECKS:
            before = len(complaints)
            check()
            if len(complaints) > before:
                print("%s: %s" % (check.__name__, ", ".join(sorted(set(complaints[before:])))), flush=True)
    print("%d rounds of %d checks" % (rounds, len(CHECKS)), file=sys.stderr)
    print("failed" if complaints else "ok")
    return 1 if complaints else 0


sys.exit(main())
