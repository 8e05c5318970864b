"""Collections, walks through the heap and what they see, while other threads allocate, link and drop."""

import gc
import sys
import weakref

from harness import THREADS, Random, expect, scenario, share_of, together, while_busy

N = 60


class Node:
    def __init__(self, number):
        self.number, self.links = number, []


def grow_and_drop(i):
    rng = Random(i)
    nodes = [Node(n) for n in range(10)]
    for n in range(N * 4):
        node = Node(n)
        node.links.append(rng.choice(nodes))
        nodes[rng.below(10)].links.append(node)
        nodes[rng.below(10)] = node
        if n % 20 == 0:
            for each in nodes:
                each.links.clear()
    expect(all(isinstance(node.number, int) for node in nodes), "nodes")


@scenario
def collections_run_on_all_threads():
    kept = {i: Node(i) for i in range(THREADS)}

    def use(i):
        for n in range(6):
            things = [Node(k) for k in range(20)]
            for a, b in zip(things, things[1:]):
                a.links.append(b)
                b.links.append(a)
            gc.collect(n % 3)
            expect([t.number for t in things] == list(range(20)), "alive")
            expect(kept[i].number == i, "kept")

    together(use)


@scenario
def all_objects_are_listed():
    def look():
        objects = gc.get_objects()
        expect(len(objects) > 100, "objects")
        for thing in objects[::97]:
            type(thing), sys.getrefcount(thing)
        del objects, thing

    while_busy(grow_and_drop, look)


@scenario
def all_objects_are_counted():
    while_busy(grow_and_drop, lambda: expect(sys.getallocatedblocks() > 1000, "blocks"))


@scenario
def referrers_and_referents():
    kept = [Node(n) for n in range(20)]

    def look():
        expect(any(r is kept for r in gc.get_referrers(kept[3])), "get_referrers")
        expect(kept[5].links in gc.get_referents(kept[5], kept[5].__dict__), "get_referents")
        expect(len(gc.get_referents(kept)) == 20, "referents of the list")

    while_busy(grow_and_drop, look)


@scenario
def settings_change_while_it_collects():
    threshold = gc.get_threshold()

    def change():
        gc.disable()
        gc.set_threshold(700)
        gc.enable()
        gc.set_threshold(*threshold)
        gc.get_count(), gc.get_stats(), gc.isenabled()

    try:
        while_busy(grow_and_drop, change, gc.collect)
    finally:
        gc.enable()
        gc.set_threshold(*threshold)


@scenario
def frozen_objects_are_not_collected():
    kept = [Node(n) for n in range(10)]

    def freeze():
        gc.freeze()
        gc.get_freeze_count()
        gc.unfreeze()

    while_busy(grow_and_drop, freeze)
    expect([node.number for node in kept] == list(range(10)), "kept")


@scenario
def callbacks_see_each_collection():
    started, stopped = [], []

    def note(phase, info):
        (started if phase == "start" else stopped).append(info["generation"])

    gc.callbacks.append(note)
    try:
        together(lambda i: [gc.collect() for n in range(3)], grow_and_drop)
    finally:
        gc.callbacks.remove(note)
    expect(len(started) == len(stopped) and len(started) >= 1, "callbacks", len(started), len(stopped))


@scenario
def counts_are_looked_at():
    shared = [object() for _ in range(8)]

    def use(i):
        rng = Random(i)
        for n in range(N * 4):
            mine = [rng.choice(shared)] * (n % 10)
            del mine

    def look():
        for thing in shared:
            expect(1 <= sys.getrefcount(thing) <= 40 * THREADS, "count", sys.getrefcount(thing))

    while_busy(use, look)
    if sys.implementation.name == "cpython":
        return
    for thing in shared:
        expect(sys.getrefcount(thing) <= 4, "left over", sys.getrefcount(thing))


@scenario
def big_structures_are_published_at_once():
    """A deep and a wide structure made by one thread, stored where the others look."""
    board = [None] * 4

    def make(i):
        for n in range(4):
            root = None
            for k in range(2000):
                root = (root, [k]) if k % 2 else [root, {k: k}]
            board[(i + n) % 4] = root, [[k, str(k)] for k in range(500)]

    def walk(i):
        for n in range(40):
            if board[n % 4] is None:
                continue
            root, wide = board[n % 4]
            depth = 0
            while root is not None:
                root, leaf = root
                expect(len(leaf) == 1, "leaf")
                depth += 1
            expect(depth == 2000 and all(str(k) == text for k, text in wide), "structure")

    together(make, walk)


@scenario
def memory_of_all_sizes_changes_hands():
    board = [b""] * 16

    def use(i):
        rng = Random(i)
        for n in range(N * 2):
            size = rng.choice((1, 30, 200, 1100, 5000, 70000))
            board[rng.below(16)] = rng.choice((bytes, bytearray, lambda k: "x" * k, lambda k: [0] * k, lambda k: (0,) * k))(size)
            value = board[rng.below(16)]
            expect(len(value) in (0, 1, 30, 200, 1100, 5000, 70000) and len(set(value)) <= 1, "contents")

    together(use)


@scenario
def garbage_with_weak_references_in_it():
    cleared = []

    def use(i):
        for n in range(N // 2):
            a, b = Node((i, n)), Node((i, n))
            a.links.append(b)
            b.links.append(a)
            a.note = weakref.ref(b, lambda r: cleared.append("inside"))  # dies with them: not called
            keep.append(weakref.ref(a, lambda r, number=(i, n): cleared.append(number)))
        gc.collect()

    keep = []
    together(use)
    gc.collect()
    expect(len([c for c in cleared if c != "inside"]) == THREADS * (N // 2) and share_of(1, 0) == THREADS, "cleared", len(cleared))
