"""One set or frozenset, many threads."""

from harness import THREADS, expect, scenario, share_of, together, while_busy

N = 150


@scenario
def adds_are_exact():
    items = set()
    together(lambda i: [items.add((i, n)) for n in range(N)])
    expect(len(items) == THREADS * N == len(list(items)), "add")


@scenario
def pops_are_unique():
    items = set(range(THREADS * N))
    popped = [[] for _ in range(THREADS)]
    together(lambda i: popped[i].extend(items.pop() for _ in range(N)))
    expect(sorted(sum(popped, [])) == list(range(THREADS * N)) and not items, "pop")


@scenario
def removals_are_exact():
    items = set(range(N))
    removed = [0] * THREADS

    def remove(i):
        for n in range(N):
            try:
                items.remove(n)
                removed[i] += 1
            except KeyError:
                pass

    together(remove)
    expect(sum(removed) == N and not items, "removed", sum(removed))


@scenario
def updates_are_exact():
    items = set()

    def update(i):
        for n in range(N):
            items.update([(i, n, 0)], ((i, n, 1),), {(i, n, 2)}, {(i, n, 3): 0})

    together(update)
    expect(len(items) == THREADS * N * 4, "update", len(items))


@scenario
def operations_on_two():
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
            a.intersection_update(range(60))

    together(change, combine)
    expect(a <= set(range(60)) and b <= set(range(60)), "values")


@scenario
def members_that_stay_are_always_found():
    items = set(range(20))

    def change(i):
        for n in range(N * 2):
            items.add((i, n))
            if n >= 10:
                items.discard((i, n - 10))

    def look(i):
        for n in range(N * 2):
            expect(n % 20 in items, "member", n % 20)
            if n % 20 == 0:
                expect(set(range(20)) <= items.copy(), "copy")
                expect(frozenset(items) >= frozenset(range(20)), "frozenset")

    together(change, look)


@scenario
def iteration_ends_or_says_why():
    items = set(range(10))

    def change(i):
        for n in range(N):
            items.add(n)
            items.discard(n - 30)

    def walk(i):
        for n in range(N):
            try:
                for value in items:
                    expect(isinstance(value, int), "value")
            except RuntimeError as error:
                expect("changed size" in str(error), error)
            expect(len(list(items.copy())) > 0, "copy")

    together(change, walk)


@scenario
def pairs_move_between_sets():
    a, b = set(range(24)), set()

    def move(i):
        for n in range(N):
            source, target = (a, b) if (n + i) % 2 else (b, a)
            try:
                target.add(source.pop())
            except KeyError:
                pass

    together(move)
    expect(sorted(list(a) + list(b)) == list(range(24)), "conserved")


@scenario
def hashes_of_frozensets_agree():
    shared = frozenset("text %d" % n for n in range(20))
    hashes = [[] for _ in range(THREADS)]
    together(lambda i: hashes[i].extend(hash(shared) for _ in range(N)))
    expect(len({h for part in hashes for h in part}) == 1 and share_of(1, 0) == THREADS, "hash")


@scenario
def a_copy_is_of_one_moment():
    marks, rest = [("mark", 0), ("mark", 1)], [("rest", n) for n in range(60)]
    items = set(rest)
    items.add(("step", 0))

    # Never are both marks in it, and there is always a step.
    def write(i):
        for n in range(N * 2):
            items.add(marks[n % 2])
            items.discard(marks[n % 2])
            items.add(("step", n + 1))
            items.remove(("step", n))

    def read():
        for copy in (items.copy(), set(items), frozenset(items), items | {()}, list(items)):
            kinds = [item[0] for item in copy if item]
            expect(kinds.count("mark") <= 1 and 1 <= kinds.count("step") <= 2 and kinds.count("rest") == 60, "moment", kinds)

    while_busy(write, *[read] * (THREADS - 1))


@scenario
def a_set_is_shown_as_it_is_in_one_moment():
    shared = set()

    def change(i):
        for n in range(N):
            shared.update((1, 2, 3))
            shared.clear()

    def show(i):
        for n in range(N):
            text = repr(shared)
            expect(text == "set()" or set(text[1:-1].split(", ")) <= {"1", "2", "3"}, "text", text)

    together(change, show)
