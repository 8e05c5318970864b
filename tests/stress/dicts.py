"""One dict, many threads."""

import collections
import time

from harness import THREADS, Random, expect, scenario, share_of, together, while_busy

N = 150


@scenario
def keys_survive_growth():
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


@scenario
def stores_of_different_kinds_of_keys_are_exact():
    table = {}

    def store(i):
        for n in range(N):
            table["%d %d" % (i, n)] = n
            table[i, n] = n
            table[i * N + n] = n
            table[float(i * N + n) + 0.5] = n

    together(store)
    expect(len(table) == THREADS * N * 4 == len(list(table)) == len(set(table)), "stored", len(table))
    expect(all(table["%d %d" % (i, n)] == table[i, n] == n for i in range(THREADS) for n in range(N)), "values")


@scenario
def setdefault_agrees():
    table = {}
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(table.setdefault(n, object()) for n in range(N)))
    expect(all(g[n] is table[n] for g in got for n in range(N)), "setdefault")


@scenario
def popitem_is_unique():
    table = dict.fromkeys(range(THREADS * N))
    popped = [[] for _ in range(THREADS)]
    together(lambda i: popped[i].extend(table.popitem()[0] for _ in range(N)))
    expect(sorted(sum(popped, [])) == list(range(THREADS * N)) and not table, "popitem")


@scenario
def pop_gives_each_value_once():
    table = dict.fromkeys(range(N), 1)
    popped = [[] for _ in range(THREADS)]
    together(lambda i: popped[i].extend(table.pop(n, 0) for n in range(N)))
    expect(sum(sum(popped, [])) == N and not table, "pop")


@scenario
def deletions_are_exact():
    table = dict.fromkeys(map(str, range(N)))
    deleted = [0] * THREADS

    def delete(i):
        for n in range(N):
            try:
                del table[str(n)]
                deleted[i] += 1
            except KeyError as error:
                expect(error.args == (str(n),), "KeyError", error)

    together(delete)
    expect(sum(deleted) == N and len(table) == 0 and not list(table), "deleted")


@scenario
def tokens_travel_between_tables():
    tables = [{n: "token %d" % n} for n in range(12)]

    def move(i):
        rng = Random(i)
        for n in range(N):
            token = rng.below(12)
            value = tables[rng.below(12)].pop(token, None)
            if value is not None:
                expect(value == "token %d" % token, value)
                tables[rng.below(12)][token] = value

    together(move)
    expect(sorted(k for t in tables for k in t) == list(range(12)), "conserved")


@scenario
def copies_are_snapshots():
    table = {n: n for n in range(50)}

    def change(i):
        for n in range(N):
            table[50 + n % 50] = n
            table.pop(50 + (n + 25) % 50, None)

    def copy(i):
        for n in range(N):
            for snapshot in (table.copy(), dict(table), table | {}, {**table}):
                expect(len(snapshot) == len(list(snapshot)) and all(snapshot[k] == k for k in range(50)), "copy")

    together(change, copy)


@scenario
def lists_of_views_are_snapshots():
    table = {n: n for n in range(40)}

    def replace(i):
        for n in range(N):
            table[100] = n
            del_key = table.pop(100, None)
            expect(del_key is None or isinstance(del_key, int), "popped")

    def look(i):
        for n in range(N):
            for snapshot in (list(table), list(table.keys()), list(table.values()), [k for k, v in list(table.items())], sorted(table)):
                expect(len(snapshot) in (40, 41), "length", len(snapshot))
            expect(len(table) in (40, 41), "len")

    together(replace, look)


@scenario
def updates_in_both_directions():
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
    expect(set(a.values()) | set(b.values()) <= {1, 2} and len(a) == len(b) == 30, "values")


@scenario
def iteration_ends_or_says_why():
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
                    expect(len(key) == 2, "key")
                for value in reversed(table.values()):
                    expect(isinstance(value, int), "value")
            except RuntimeError as error:
                expect("changed" in str(error), error)

    together(change, walk)


@scenario
def replaced_values_do_not_disturb_iteration():
    table = dict.fromkeys(range(30), 0)

    def replace(i):
        for n in range(N * 3):
            table[n % 30] = n

    def walk(i):
        for n in range(N):
            expect([key for key, value in table.items()] == list(range(30)), "keys")

    together(replace, walk)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        time.sleep(0)
        return isinstance(other, Key) and self.n == other.n


@scenario
def eq_is_called_without_a_lock():
    table = {}

    def use(i):
        for n in range(12):
            table[Key(n)] = n
            expect(table.get(Key(n), n) == n, "value")
            table.pop(Key((n + 3) % 12), None)

    together(use)
    expect(all(key.n == value for key, value in table.items()), "pairs")
    expect(len({key.n for key in table}) == len(table), "equal keys twice")


class Watching:
    """An equal key whose comparison changes the table."""

    def __init__(self, table):
        self.table = table

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.table.pop("other", None)
        self.table["other"] = 1
        return other is self or isinstance(other, Watching)


@scenario
def comparisons_change_the_table():
    table = {}

    def use(i):
        for n in range(N // 3):
            table[Watching(table)] = i
            expect(table.get(Watching(table), 0) in range(THREADS), "value")

    together(use)
    expect(len([k for k in table if isinstance(k, Watching)]) == 1, "one key")


@scenario
def clearing_is_seen_whole():
    table = {}

    def fill(i):
        for n in range(N):
            table.update({"a": n, "b": n, "c": n})
            table.clear()

    def read(i):
        for n in range(N):
            expect(len(table.copy()) <= 3 and table.get("a", 0) in range(N), "value")

    together(fill, read)
    expect(table == {}, "cleared")


@scenario
def groups_collect_everything():
    groups, grouped = {}, collections.defaultdict(list)

    def add(i):
        for n in range(N):
            groups.setdefault(n % 7, []).append((i, n))
            grouped[0].append((i, n))

    grouped[0]
    together(add)
    expect(sum(map(len, groups.values())) == THREADS * N == len(grouped[0]), "grouped")


@scenario
def dict_views_as_sets():
    a, b = dict.fromkeys(range(20)), dict.fromkeys(range(10, 30))

    def change(i):
        for n in range(N):
            a[100 + i] = n
            b[200 + i] = n
            a.pop(100 + i)
            b.pop(200 + i)

    def look(i):
        for n in range(N // 2):
            try:
                expect(a.keys() & b.keys() == set(range(10, 20)), "and")
                expect(a.keys() - b.keys() >= set(range(10)), "minus")
                expect(5 in a.keys() and (5, None) in a.items(), "in")
            except RuntimeError as error:
                expect("changed" in str(error), error)

    together(change, look)


@scenario
def equal_dicts_compare_equal():
    a, b = {n: (n,) for n in range(30)}, {n: (n,) for n in range(30)}

    def replace(i):
        for n in range(N):
            a[n % 30] = (n % 30,)
            b[n % 30] = (n % 30,)

    def compare(i):
        for n in range(N):
            expect(a == b and not a != b, "equal")

    together(replace, compare)


@scenario
def a_queue_made_of_a_dict():
    """FIFO through insertion order: first key, then pop."""
    table, taken = {}, [[] for _ in range(THREADS)]

    def put(i):
        for n in range(N):
            table[i, n] = n

    def take(i):
        for _ in range(N * 3):
            try:
                key = next(iter(table))
                taken[i].append((key, table.pop(key)))
            except (StopIteration, KeyError, RuntimeError):
                pass

    together(put, take)
    got = [key for part in taken for key, _ in part] + list(table)
    expect(len(got) == len(set(got)) == share_of(2, 0) * N, "taken", len(got))


@scenario
def a_copy_is_of_one_moment():
    marks, padding = [object(), object()], [[n] for n in range(60)]
    table = {"first": None}
    table.update(enumerate(padding))
    table.update(last=None, step0=padding)

    # Never are both marked, and there is always a step.
    def write(i):
        for n in range(N * 2):
            table["first"] = marks[0]
            table["first"] = None
            table["step%d" % (n + 1)] = padding
            table["last"] = marks[1]
            del table["step%d" % n]
            table["last"] = None

    def check(how, found):
        expect(found.get("first") is None or found.get("last") is None, how, "both")
        steps = [key for key in found if isinstance(key, str) and key.startswith("step")]
        expect(1 <= len(steps) <= 2, how, "steps", steps)
        expect(all(found[n] is padding[n] for n in range(len(padding))), how, "items")

    def read():
        check("copy", table.copy())
        check("dict", dict(table))
        check("items", dict(list(table.items())))
        keys, values = list(table), list(table.values())
        expect(len(set(keys)) == len(keys) in (63, 64), "keys", len(keys))
        expect(marks[0] not in values or marks[1] not in values, "values")

    while_busy(write, *[read] * (THREADS - 1))
