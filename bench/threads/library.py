"""Shared objects as programs and the standard library use them: enums, dataclasses, ABCs, locks, thread-local data, copies."""

import collections.abc
import copy
import dataclasses
import enum
import threading
import weakref

import _scaling
from _scaling import private, shared


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Tree:
    def __init__(self):
        self.leaves = [[i] for i in range(8)]
        self.name = "tree"


TREE = Tree()


class Sized:
    def __len__(self):
        return 1


@shared()
def enum_member(state, n):
    for _ in range(n):
        Colour.RED.value


@shared(lambda: Point(1, 2))
def dataclass_fields(point, n):
    for _ in range(n):
        point.x + point.y


@private()
def dataclass_instances(state, n):
    for i in range(n):
        Point(i, i)


@shared(Sized)
def isinstance_of_an_abc(thing, n):
    for _ in range(n):
        isinstance(thing, collections.abc.Sized)


@shared(threading.Lock)
def lock_is_locked(lock, n):
    for _ in range(n):
        lock.locked()


@shared(lambda: weakref.ref(Tree))
def weak_reference_to_a_class(ref, n):
    for _ in range(n):
        ref()


@shared(lambda: weakref.WeakValueDictionary(tree=TREE))
def weak_reference_to_an_instance(table, n):
    ref = table.data["tree"]
    for _ in range(n):
        ref()


@shared(threading.local)
def thread_local_attribute(local, n):
    local.x = 0
    for _ in range(n):
        local.x += 1


@shared(Tree)
def shallow_copy(tree, n):
    for _ in range(n // 8):
        copy.copy(tree)


@shared(Tree)
def deep_copy(tree, n):
    for _ in range(n // 64):
        copy.deepcopy(tree)


@shared(lambda: {"a": {"b": [[1], [2]]}})
def nested_subscripts(table, n):
    for _ in range(n):
        table["a"]["b"][1][0]


@shared(lambda: [("k%d" % i, [i]) for i in range(64)])
def unpacked_pairs(pairs, n):
    for _ in range(n // 64):
        for key, value in pairs:
            pass


@shared(lambda: [[i] for i in range(64)])
def items_through_a_generator(items, n):
    for _ in range(n // 64):
        for item in (each for each in items):
            pass


_scaling.report()
