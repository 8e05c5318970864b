"""One iterator, many threads. Items may come twice or be missed where the language says nothing; they are never anything else, iteration ends,
and what counts or runs one at a time does so exactly."""

import io
import itertools
import sys
import threading

from harness import THREADS, Random, expect, scenario, together

N = 100


def drain_together(make, allowed, steps=300):
    iterator = make()

    def drain(i):
        for _ in range(steps):
            try:
                value = next(iterator)
            except (StopIteration, RuntimeError):
                return
            expect(value in allowed, "value", value)

    together(drain)


@scenario
def iterators_over_containers():
    items = list(range(100))
    for make in (iter, lambda x: iter(tuple(x)), reversed, lambda x: reversed(tuple(x)), lambda x: iter(dict.fromkeys(x)),
                 lambda x: reversed(dict.fromkeys(x)), lambda x: iter(set(x)), lambda x: iter(range(100)), lambda x: iter(bytes(x)),
                 lambda x: iter(bytearray(x)), lambda x: iter(memoryview(bytes(x))), lambda x: iter(dict.fromkeys(x).keys())):
        drain_together(lambda: make(items), set(items))
    drain_together(lambda: iter("x\u20ac" * 50), set("x\u20ac"))
    drain_together(lambda: iter({n: n for n in range(50)}.items()), {(n, n) for n in range(50)})


@scenario
def enumerate_numbers_its_items():
    drain_together(lambda: enumerate(["x"] * 100), {(n, "x") for n in range(200)})


@scenario
def enumerate_counts_exactly():
    """The count goes up by one for each item that is taken."""
    numbered, got = enumerate(itertools.repeat("x", THREADS * N)), [[] for _ in range(THREADS)]

    def take(i):
        for n, x in numbered:
            got[i].append(n)

    together(take)
    everything = sum(got, [])
    expect(set(everything) == set(range(len(set(everything)))) and len(everything) >= THREADS * N - THREADS, "numbers", len(everything))


@scenario
def zip_and_map():
    items = list(range(100))
    drain_together(lambda: map(abs, items), set(items))
    drain_together(lambda: map(lambda x: x + 1, items), set(range(1, 101)))
    drain_together(lambda: filter(None, items), set(items))
    drain_together(lambda: zip(range(100)), {(n,) for n in range(100)})
    pairs = zip(items, items)

    def drain(i):
        for a, b in pairs:
            expect(a in range(100) and b in range(100), "pair", a, b)

    together(drain)


@scenario
def zip_of_one_shared_result():
    """zip() may use its tuple again when nobody else has it."""
    pairs, got = zip(range(N * 4), range(N * 4)), [[] for _ in range(THREADS)]

    def take(i):
        for pair in pairs:
            got[i].append(pair)

    together(take)
    everything = sum(got, [])
    expect(all(a in range(N * 4) and b in range(N * 4) for a, b in everything), "pairs")
    expect(len({a for a, b in everything}) >= N * 4 - THREADS, "first items")  # one that found no partner is lost


@scenario
def itertools_one_by_one():
    items = list(range(100))
    plain = set(items)
    for make in (lambda: itertools.chain(items, items), lambda: itertools.islice(items, 50), lambda: itertools.cycle(items[:3]),
                 lambda: itertools.takewhile(lambda x: x < 90, items), lambda: itertools.dropwhile(lambda x: x < 5, items),
                 lambda: itertools.compress(items, items), lambda: itertools.filterfalse(lambda x: x % 2, items), lambda: itertools.tee(items)[0],
                 lambda: itertools.chain.from_iterable([items, items]), lambda: itertools.repeat(1, 100), lambda: itertools.starmap(max, zip(items, items))):
        drain_together(make, plain, 150)
    drain_together(lambda: itertools.accumulate([1] * 100), set(range(1, 200)))
    drain_together(lambda: itertools.product(range(10), "ab"), {(n, c) for n in range(10) for c in "ab"})
    drain_together(lambda: itertools.combinations(range(12), 2), {(a, b) for a in range(12) for b in range(12)})
    drain_together(lambda: itertools.permutations(range(6), 2), {(a, b) for a in range(6) for b in range(6)})
    drain_together(lambda: itertools.combinations_with_replacement(range(12), 2), {(a, b) for a in range(12) for b in range(12)})
    drain_together(lambda: itertools.zip_longest(items, "x"), {(n, c) for n in [*items, None] for c in ("x", None)})
    drain_together(lambda: itertools.pairwise(items), {(a, b) for a in range(100) for b in range(100)})


@scenario
def batches_have_their_length():
    if sys.version_info < (3, 12):
        return
    batches, got = itertools.batched(range(N * 3), 3), [[] for _ in range(THREADS)]

    def take(i):
        for batch in batches:
            expect(1 <= len(batch) <= 3, "batch", batch)
            got[i].extend(batch)

    together(take)
    expect(set(sum(got, [])) <= set(range(N * 3)), "values")


@scenario
def groups_are_shared():
    groups = itertools.groupby(n // 10 for n in range(200))

    def take(i):
        try:
            for key, group in groups:
                for value in group:
                    expect(0 <= value < 20, "value")
        except ValueError as error:
            expect("already executing" in str(error), error)

    together(take)


@scenario
def count_is_exact():
    for start, step in ((0, 1), (10, 5), (1 << 62, 1)):
        counter, got = itertools.count(start, step), [[] for _ in range(THREADS)]
        together(lambda i: got[i].extend(next(counter) for _ in range(N)))
        expect(sorted(sum(got, [])) == list(range(start, start + THREADS * N * step, step)), "count", start, step)


@scenario
def cycle_goes_round():
    ring, got = itertools.cycle("abc"), [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(next(ring) for _ in range(N)))
    expect(set(sum(got, [])) == set("abc"), "values")


@scenario
def tee_with_a_thread_for_each_branch():
    branches = itertools.tee(range(N * 3), THREADS)
    got = [None] * THREADS

    def take(i):
        try:
            got[i] = list(branches[i])
        except RuntimeError:
            pass  # the library does not promise it

    together(take)
    for part in got:
        expect(part is None or set(part) <= set(range(N * 3)), "values")


@scenario
def range_and_repeat_are_exact_enough():
    for make in (lambda: iter(range(N * 4)), lambda: iter(range(0, 1 << 70, 1 << 60))):
        iterator, got = make(), [[] for _ in range(THREADS)]
        together(lambda i: got[i].extend(iterator))
        everything = sum(got, [])
        expect(set(everything) == set(make()), "every value at least once", len(everything))


@scenario
def lines_of_one_stream():
    stream = io.StringIO("".join("line %d\n" % n for n in range(N * 2)))
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(stream))
    expect(sorted(sum(got, [])) == sorted("line %d\n" % n for n in range(N * 2)), "lines")


@scenario
def an_iterator_with_a_lock_is_exact():
    class Locked:
        def __init__(self, iterable):
            self.lock, self.iterator = threading.Lock(), iter(iterable)

        def __iter__(self):
            return self

        def __next__(self):
            with self.lock:
                return next(self.iterator)

    numbers, got = Locked(range(THREADS * N)), [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(numbers))
    expect(sorted(sum(got, [])) == list(range(THREADS * N)), "values")


@scenario
def iterators_are_copied_and_pickled_while_used():
    iterators = [iter([1, 2, 3] * 50), iter({n: 1 for n in range(50)}), enumerate([5] * 100), iter(range(200)), reversed([1] * 99)]

    def use(i):
        rng = Random(i)
        for n in range(N):
            iterator = rng.choice(iterators)
            try:
                next(iterator, None)
                iterator.__reduce__()
                if hasattr(iterator, "__length_hint__"):
                    expect(iterator.__length_hint__() >= 0, "hint")
            except RuntimeError:
                pass

    together(use)


@scenario
def callable_iterators_stop_once():
    """A thread whose call has ended when another thread meets the sentinel loses its last value, as in CPython."""
    numbers = itertools.count()
    iterator, got = iter(lambda: next(numbers), N), [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(itertools.islice(iterator, N * 4)))
    values = sum(got, [])
    lost = set(range(N)) - set(values)
    expect(len(set(values)) == len(values) and N not in values and len(lost) < THREADS, "values", sorted(lost))
