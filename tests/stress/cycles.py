"""Threads that make cyclic garbage of their own, some of which they show to others before or while it is collected."""

import gc
import threading
import weakref

from harness import THREADS, Random, expect, scenario, together, while_busy

N = 1500


class Node:
    def __init__(self, number):
        self.number, self.links = number, []


def ring_of(numbers):
    nodes = [Node(n) for n in numbers]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.links.append(b)
        b.back = a
    return nodes[0]


def check(node, length):
    at, numbers = node, []
    for _ in range(length):
        numbers.append(at.number)
        expect(at.links[0].back is at, "back")
        at = at.links[0]
    expect(at is node and len(set(numbers)) == length, "ring", numbers)


@scenario
def rings_of_ones_own():
    def make(i):
        kept = []
        for n in range(N):
            ring = ring_of(range(n, n + 3))
            if n % 50 == 0:
                kept.append(ring)
        for ring in kept:
            check(ring, 3)

    together(make)


@scenario
def rings_shown_to_others():
    board = [ring_of(range(4)) for _ in range(8)]

    def show(i):
        rng = Random(i)
        for n in range(N):
            ring = ring_of(range(n, n + 4))
            if n % 10 == 0:
                board[rng.below(8)] = ring
            check(board[rng.below(8)], 4)

    together(show)


@scenario
def finalizers_that_show_their_object():
    board = [None] * 8

    class Phoenix(Node):
        def __del__(self):
            board[self.number % 8] = self

    def make(i):
        for n in range(N // 2):
            phoenix = Phoenix(n)
            phoenix.links.append(ring_of([n, n + 1]))
            phoenix.links[0].holder = phoenix
            found = board[(n + i) % 8]
            if found is not None:
                check(found.links[0], 2)
                expect(found.links[0].holder is found, "holder")

    together(make)
    board.clear()
    gc.collect()


@scenario
def generators_and_closures_in_rings():
    def make(i):
        def counter(node):
            total = 0
            while True:
                total += yield total
                node.seen = total

        for n in range(N // 2):
            node = Node(n)
            node.run = counter(node)
            next(node.run)
            node.add = lambda k, node=node: node.run.send(k) + node.number
            expect(node.add(5) == n + 5 and node.seen == 5, "sum")
            if n % 20 == 0:
                running.append(node)
        expect(all(node.add(1) == node.number + 6 for node in running if node.number < 0), "running")

    running = []
    together(make)
    expect(len(running) >= THREADS, "kept")


@scenario
def weak_references_to_rings():
    refs = []

    def make(i):
        for n in range(N // 2):
            ring = ring_of([n, n + 1])
            if n % 7 == 0:
                refs.append(weakref.ref(ring))
            if n % 31 == 0 and refs:
                found = refs[n % len(refs)]()
                if found is not None:
                    check(found, 2)

    together(make)
    gc.collect()
    expect(sum(r() is not None for r in refs) == 0, "left", sum(r() is not None for r in refs))


@scenario
def weak_references_shared_with_garbage():
    living = [Node(n) for n in range(4)]

    def make(i):
        for n in range(N):
            node = living[n % 4]
            ring_of([n]).held = weakref.ref(node), weakref.proxy(node), weakref.getweakrefs(node)
            ref, proxy, listed = weakref.ref(node), weakref.proxy(node), weakref.getweakrefs(node)
            expect(ref() is node and proxy.number == n % 4, "dead")
            if n % 100 == 0:
                gc.collect(0)
            expect(ref() is node and proxy.number == n % 4, "dead later")
            expect(all(r() is node for r in listed if type(r) is weakref.ref), "listed")

    while_busy(make, gc.collect)


@scenario
def collections_of_both_kinds():
    kept = [ring_of(range(5)) for _ in range(20)]

    def make(i):
        for n in range(N // 2):
            ring_of([n, n + 1])
            if n % 200 == 0:
                for ring in kept:
                    check(ring, 5)

    while_busy(make, gc.collect)


@scenario
def more_garbage_than_one_thread_frees():
    """Finalizers wait for a lock that is held by those who outrun the collection."""
    lock, board, ended = threading.RLock(), [None] * 50, []

    class Ring(Node):
        def __del__(self):
            with lock:
                ended.append(self.number)

    def make(i):
        for n in range(N):
            with lock:
                for _ in range(10):
                    board[n % 50] = ring_of([n])
            if n % 30 == 0:
                ring = Ring(n)
                ring.links.append(ring)
                board[n % 50] = ring

    together(make)
    board.clear()
    gc.collect()
    expected = sorted([n for n in range(0, N, 30)] * THREADS)
    expect(sorted(ended) == expected, "ended", len(ended), "not", len(expected))
