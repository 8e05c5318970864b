"""One list, many threads: each operation happens at one moment."""

from heapq import heapify, heappop, heappush, heappushpop, heapreplace

from harness import THREADS, Random, expect, scenario, share_of, together

N = 150


@scenario
def appends_are_exact():
    items = []
    together(lambda i: [items.append((i, n)) for n in range(N)])
    expect(len(items) == len(set(items)) == THREADS * N, "appended", len(items))
    for i in range(THREADS):
        expect([n for who, n in items if who == i] == list(range(N)), "order of one thread's items")


@scenario
def additions_in_place_are_exact():
    items = []

    def add(i):
        nonlocal items
        same = items
        for n in range(N):
            same += [(i, n, 0), (i, n, 1)]

    together(add)
    expect(len(items) == THREADS * N * 2, "added", len(items))
    expect(all(a[:2] == b[:2] for a, b in zip(items[::2], items[1::2])), "pairs stay together")


@scenario
def extend_adds_in_one_step():
    items = []
    kinds = (lambda n: [n] * 4, lambda n: (n,) * 4, lambda n: {n * 4 + k: 0 for k in range(4)}, lambda n: {n * 4 + k for k in range(4)})

    def extend(i):
        kind = kinds[i % 4]
        for n in range(N):
            items.extend(kind((n * THREADS + i) * 8))

    together(extend)
    expect(len(items) == THREADS * N * 4, "extended", len(items))
    for k in range(0, len(items), 4):
        group = items[k:k + 4]
        expect(len({x // 32 if max(group) - min(group) else x for x in group}) == 1, "torn group", group)


@scenario
def pops_are_unique():
    items = list(range(THREADS * N))
    popped = [[] for _ in range(THREADS)]
    together(lambda i: [popped[i].append(items.pop()) for _ in range(N)], lambda i: [popped[i].append(items.pop(0)) for _ in range(N)])
    expect(sorted(sum(popped, [])) == list(range(THREADS * N)) and not items, "popped")


@scenario
def deletions_by_index_are_exact():
    items = list(range(THREADS * N // 2))
    deleted = [0] * THREADS

    def delete(i):
        for _ in range(N):
            try:
                del items[0 if i % 2 else -1]
                deleted[i] += 1
            except IndexError:
                expect(len(items) < THREADS, "index out of range")

    together(delete)
    expect(sum(deleted) + len(items) == THREADS * N // 2, "deleted", sum(deleted), "left", len(items))


@scenario
def removals_hit_the_right_item():
    items = list(range(THREADS * 40))

    def remove(i):
        for n in range(i, THREADS * 40, THREADS):
            items.remove(n)

    together(remove)
    expect(items == [], "left", items)


@scenario
def inserts_keep_the_others():
    items = ["end"]

    def insert(i):
        for n in range(N):
            items.insert(n % 5 if i % 2 else -1, (i, n))

    together(insert)
    items.remove("end")
    expect(sorted(items) == [(i, n) for i in range(THREADS) for n in range(N)], "inserted")


@scenario
def insert_before_the_last_stays_before_it():
    items = ["end"]
    together(lambda i: [items.insert(-1, n) for n in range(N)])
    expect(items[-1] == "end", "last", items[-1])


@scenario
def items_travel_between_lists():
    lists = [[n] for n in range(16)]

    def move(i):
        for n in range(N * 2):
            try:
                lists[(n * 5 + i) % 16].append(lists[(n * 3 + i) % 16].pop())
            except IndexError:
                pass

    together(move)
    expect(sorted(sum(lists, [])) == list(range(16)), "conserved")


@scenario
def slices_see_one_state():
    items = [0] * 24

    def replace(i):
        for n in range(N):
            items[:] = [n] * 24

    def read(i):
        for n in range(N):
            for part in (items[:], items[::2], items[::-1], items[-7:], items[3:-3], items.copy(), list(items), items + [], items * 1, [*items]):
                expect(len(set(part)) == 1, "torn", part)
            expect(len(items[-7:]) == 7 and len(items[::-2]) == 12, "length")

    together(replace, read)


@scenario
def slices_of_a_growing_list_have_their_length():
    items = [0] * 10

    def change(i):
        for n in range(N):
            items.append(n)
            items.pop()

    def read(i):
        for n in range(N):
            expect(len(items[-5:]) == 5, "items[-5:]")
            expect(len(items[:10]) == 10, "items[:10]")
            expect(isinstance(items[-1], int) and isinstance(items[9], int), "item")

    together(change, read)


@scenario
def slice_assignments_happen_in_one_step():
    items = list(range(30))

    def swap(i):
        for n in range(N):
            items[10:20] = items[10:20][::-1] if i % 2 else range(10, 20)
            items[::2] = range(0, 30, 2)
            items[-3:] = (27, 28, 29)

    def grow(i):
        for n in range(N):
            items.append(None)
            items.remove(None)

    def read(i):
        for n in range(N):
            expect({*items[:10], *items[20:30]} <= {None, *range(10), *range(20, 30), *range(10, 20)}, "items", items)

    together(swap, read)
    expect(sorted(items) == list(range(30)), "conserved", items)


@scenario
def deletions_of_slices_are_exact():
    markers = THREADS * N * 4
    items = [-1] * markers

    def put(i):
        for n in range(N):
            items.append((i, n))

    def delete(i):
        for n in range(N):
            if i % 4 == 1:
                del items[0:2]
            else:
                del items[0:4:2]

    together(put, delete)
    expect(items.count(-1) == markers - share_of(2, 1) * N * 2, "markers", items.count(-1))
    expect(len(items) - items.count(-1) == share_of(2, 0) * N, "others")


@scenario
def stepped_assignments_are_exact():
    items = [0] * 20

    def assign(i):
        for n in range(N):
            items[i % 2::2] = [i % 2 * 1000 + n] * 10

    def read(i):
        for n in range(N):
            part = items[i % 2::2]
            expect(len(set(part)) == 1 and (part[0] == 0 or part[0] // 1000 == i % 2), "torn", part)

    together(assign, assign, read, read)


@scenario
def sort_hides_the_items():
    items = [n * 7919 % 101 for n in range(101)]

    def sort(i):
        for n in range(20):
            try:
                items.sort(key=lambda x: -x if n % 2 else x)
            except ValueError as error:
                expect(str(error) == "list modified during sort", str(error))

    def look(i):
        for n in range(N):
            expect(len(items) in (0, 101), "length during sort", len(items))
            for value in items:
                expect(0 <= value < 101, "value during sort")

    together(sort, look)
    expect(THREADS > 2 or sorted(items) == list(range(101)), "sorted")


@scenario
def sorts_of_own_lists_share_their_items():
    shared = ["text %d" % (n * 7919 % 1000) for n in range(300)]
    expected = sorted(shared)

    def sort(i):
        for n in range(5):
            mine = shared[i:] + shared[:i]
            mine.sort()
            expect(mine == expected, "sorted")
            mine.sort(key=len, reverse=True)
            expect(sorted(mine) == expected, "by length")

    together(sort)


@scenario
def reversing_keeps_the_items():
    items = list(range(31))
    together(lambda i: [items.reverse() for _ in range(N)])
    expect(items in (list(range(31)), list(range(30, -1, -1))), "reversed", items)


@scenario
def iteration_survives_changes():
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
            for value in reversed(items):
                expect(value.startswith("text "), "value")
            expect(items.count("no") == 0 and "no" not in items, "count")
            try:
                items.index("text 1")
            except ValueError:
                pass

    together(change, read)


@scenario
def a_list_is_emptied_under_readers():
    items = list(range(50))

    def change(i):
        for n in range(N):
            items.clear()
            items.extend(range(50))
            items[:] = range(50)

    def read(i):
        for n in range(N):
            for snapshot in (items.copy(), items[:], items + [], tuple(items)):
                expect(all(0 <= x < 50 for x in snapshot), "value")
                if THREADS < 4:
                    expect(list(snapshot) in ([], list(range(50))), "snapshot", len(snapshot))
            items == [1], items < [2], repr(items)

    together(change, read)


@scenario
def extending_from_changing_containers():
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
            expect(all((x if isinstance(x, int) else x[0]) in range(60) for x in target[:]), "value")
            del target[:]

    together(change, extend)


class Box:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value


def copies_of(items):
    twice = items * 2
    return items[:], list(items), tuple(items), [*items], items + [], twice[:len(twice) // 2], items[::1], items.copy(), items[::-1][::-1]


@scenario
def copies_see_each_store_or_none_after_it():
    items = [Box(0) for _ in range(12)]

    def store(i):
        for n in range(1, N // 4):
            for k in range(12):
                items[k] = Box(n)

    def copy(i):
        for _ in range(N // 4):
            for part in copies_of(items):
                values = [box.value for box in part]
                expect(len(values) == 12 and values == sorted(values, reverse=True) and values[0] - values[-1] < 2, "stores", values)

    together(*([store] + [copy] * (THREADS - 1)))


@scenario
def copies_of_a_list_that_moves_on_have_no_gaps():
    items = [Box(n) for n in range(8)]

    def move_on(i):
        for n in range(8, N * 2):
            items.append(Box(n))
            if n % 5 == 0:
                items[:1] = ()
            elif n % 5 == 1:
                items.pop(0)
            elif n % 5 == 2:
                items.remove(items[0])
            else:
                del items[0]

    def copy(i):
        for _ in range(N // 4):
            for part in copies_of(items)[:5]:
                values = [box.value for box in part]
                expect(values == list(range(values[0], values[0] + len(values))), "moved on", values)

    together(*([move_on] + [copy] * (THREADS - 1)))


@scenario
def copies_of_a_heap_are_heaps():
    items = [n for n in range(0, 300, 10)]

    def change(i):
        random = Random(i)
        for _ in range(N):
            heappush(items, random.below(1000))
            heapreplace(items, random.below(1000))
            heappushpop(items, random.below(1000))
            heappop(items)
            heapify(items)

    def copy(i):
        for _ in range(N):
            for part in copies_of(items):
                expect(all(part[(k - 1) // 2] <= part[k] for k in range(1, len(part))), "heap", part)

    together(change, copy)
    expect(len(items) == 30, "left", len(items))


@scenario
def copies_see_a_list_sorted_reversed_or_hidden():
    items = [Box(n) for n in range(16)]

    def change(i):
        for n in range(N // 2):
            items.reverse()
            items.sort()

    def copy(i):
        for _ in range(N // 2):
            for part in copies_of(items):
                values = [box.value for box in part]
                expect(values in ([], list(range(16)), list(range(15, -1, -1))), "sorted", values)

    together(*([change] + [copy] * (THREADS - 1)))


@scenario
def the_sum_of_two_lists_is_of_one_moment():
    first, second = [Box(0)] * 6, [Box(0)] * 6

    def store(i):
        for n in range(1, N):
            first[n % 6] = second[0]
            first[0] = Box(n)
            second[0] = Box(n)

    def add(i):
        for _ in range(N):
            both = first + second
            expect(0 <= both[0].value - both[6].value <= 1, "sum", both[0].value, both[6].value)

    together(*([store] + [add] * (THREADS - 1)))
