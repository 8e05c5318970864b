"""Allocation, freeing and cycles, each thread its own objects."""

import _scaling
from _scaling import private


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Node:
    __slots__ = ("left", "right", "__weakref__")


@private()
def tuples(state, n):
    for i in range(n):
        (i, (i, i))


@private()
def lists(state, n):
    for i in range(n):
        [i, [i]]


@private()
def dicts(state, n):
    for i in range(n):
        {"a": i, "b": {}}


@private()
def instances(state, n):
    for i in range(n):
        Point(i, i)


@private()
def strings(state, n):
    for i in range(n):
        "x" + str(i)


@private()
def closures(state, n):
    for i in range(n):
        (lambda: i)()


@private()
def grow_and_drop(state, n):
    for _ in range(n // 256):
        items = [[i] for i in range(256)]
        items.clear()


def tree(depth):
    node = Node()
    node.left = node.right = None
    if depth:
        node.left = tree(depth - 1)
        node.right = tree(depth - 1)
    return node


@private()
def trees(state, n):
    for _ in range(n // 64):
        tree(5)


@private()
def cycles(state, n):
    for _ in range(n):
        a, b = [], []
        a.append(b)
        b.append(a)


@private()
def cycles_of_instances(state, n):
    for i in range(n):
        p = Point(i, None)
        p.y = p


@private(lambda: [None] * 4096)
def survivors(ring, n):
    for i in range(n):
        ring[i & 4095] = Point(i, i)


_scaling.report()
