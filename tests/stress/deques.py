"""deque, OrderedDict, Counter, defaultdict, ChainMap and heaps under many threads."""

import bisect
import collections
import heapq
import threading

from harness import THREADS, expect, scenario, share_of, together

N = 150


@scenario
def a_deque_passes_items_on():
    items, got = collections.deque(), [[] for _ in range(THREADS)]

    def put(i):
        for n in range(N):
            items.append((i, n)) if n % 2 else items.appendleft((i, n))

    def take(i):
        for n in range(N * 4):
            try:
                got[i].append(items.popleft() if n % 3 else items.pop())
            except IndexError:
                pass

    together(put, take)
    everything = sum(got, list(items))
    expect(len(everything) == len(set(everything)) == share_of(2, 0) * N, "deque", len(everything))


@scenario
def a_bounded_deque_keeps_its_length():
    items = collections.deque(range(10), maxlen=10)

    def put(i):
        for n in range(N):
            items.append(n)
            items.extend((n, n, n))
            items.extendleft((n, n))

    def look(i):
        for n in range(N):
            expect(len(items) == 10, "length", len(items))
            expect(isinstance(items[0], int) and isinstance(items[-1], int), "ends")

    together(put, look)


@scenario
def rotation_keeps_the_items():
    items = collections.deque(range(31))
    together(lambda i: [items.rotate(n % 7 - 3) for n in range(N)], lambda i: [items.reverse() for n in range(N)])
    expect(sorted(items) == list(range(31)), "rotated")


@scenario
def iteration_over_a_deque_ends_or_says_why():
    items = collections.deque(range(20))

    def change(i):
        for n in range(N):
            items.append(n)
            items.popleft()

    def walk(i):
        for n in range(N):
            try:
                expect(all(isinstance(x, int) for x in items), "value")
                for x in reversed(items):
                    expect(isinstance(x, int), "value")
            except RuntimeError as error:
                expect("mutated" in str(error), error)
            expect(items.copy().maxlen is None and len(items.copy()) >= 20 - THREADS, "copy")

    together(change, walk)


@scenario
def removals_from_a_deque():
    items = collections.deque(range(THREADS * 20))

    def remove(i):
        for n in range(i, THREADS * 20, THREADS):
            for _ in range(1000):
                try:
                    items.remove(n)
                    break
                except IndexError as error:  # changed while it was searched
                    expect("mutated" in str(error), error)

    together(remove)
    expect(not items, "left", list(items))


@scenario
def an_ordered_dict_stays_in_one_piece():
    table = collections.OrderedDict()

    def use(i):
        for n in range(N):
            table[n % 20] = i
            try:
                table.move_to_end(n % 20, last=bool(n % 2))
            except KeyError:
                pass
            if n % 7 == 0:
                table.pop(n % 20, None)

    together(use)
    expect(len(table) == len(list(table)) == len(list(reversed(table))), "links")
    while table:
        table.popitem(last=False)


@scenario
def counters_under_a_lock_are_exact():
    tally, lock = collections.Counter(), threading.Lock()

    def count(i):
        for n in range(N):
            with lock:
                tally[n % 3] += 1
            with lock:
                tally.update("ab")

    together(count)
    expect(sum(tally.values()) == N * THREADS * 3 and tally["a"] == N * THREADS, "Counter")


@scenario
def defaultdict_makes_missing_values():
    groups = collections.defaultdict(list)

    def use(i):
        for n in range(N):
            groups[n % 5, i].append(n)
            expect(isinstance(groups[n % 11], list), "made")

    together(use)
    expect(sum(len(v) for k, v in groups.items() if isinstance(k, tuple)) == THREADS * N, "grouped")


@scenario
def a_chain_map_is_shared():
    chained = collections.ChainMap({}, {1: 1})

    def use(i):
        for n in range(N):
            chained[n + 2] = n
            expect(chained[1] == 1 and chained[n + 2] == n and 1 in chained, "ChainMap")

    together(use)


@scenario
def a_heap_under_a_lock_is_sorted():
    heap, lock, got = [], threading.Lock(), [[] for _ in range(THREADS)]

    def use(i):
        for n in range(N):
            with lock:
                heapq.heappush(heap, (n * 7919 + i) % 1000)
            if n % 2:
                with lock:
                    got[i].append(heapq.heappop(heap))

    together(use)
    rest = [heapq.heappop(heap) for _ in range(len(heap))]
    expect(rest == sorted(rest) and sorted(rest + sum(got, [])) == sorted((n * 7919 + i) % 1000 for i in range(THREADS) for n in range(N)), "heap")


@scenario
def sorted_insertions_lose_nothing():
    items = []
    together(lambda i: [bisect.insort(items, n * THREADS + i) for n in range(N)])
    expect(sorted(items) == list(range(THREADS * N)), "inserted")
