"""What part of a program's time collections take while many objects live. Arguments: number of live objects, seconds, and what is made
and dropped: acyclic, cyclic, both (one cyclic structure in ten), or kept (cyclic, while the live heap grows)."""

import gc
import os
import resource
import sys
import time

import _graphs


class Link:
    def __init__(self):
        self.partner = None


def acyclic(rounds):
    for i in range(rounds):
        row = {"id": i, "parts": [(i, i + 1), [i]]}
        assert len(row) == 2


def cyclic(rounds):
    for i in range(rounds):
        a, b = Link(), Link()
        a.partner, b.partner = b, a


def both(rounds):
    for _ in range(rounds // 10):
        acyclic(9)
        cyclic(1)


KEPT = []


def kept(rounds):
    for i in range(rounds):
        KEPT.append([i])
        a, b = Link(), Link()
        a.partner, b.partner = b, a


LOADS = {f.__name__: f for f in (acyclic, cyclic, both, kept)}


def main():
    live = _graphs.records(int(sys.argv[1]))
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = [0.0, 0.0, 0, 0, 0.0]  # total, began, collections, longest, on what lives

    def watch(phase, info):
        if phase == "start":
            spent[1] = time.perf_counter()
        else:
            took = time.perf_counter() - spent[1]
            spent[0] += took
            spent[2] += 1
            spent[3] = max(spent[3], took)
            spent[4] += info.get("time_for_living", took)

    gc.callbacks.append(watch)
    began = time.perf_counter()
    load, seconds = LOADS[sys.argv[3]], float(sys.argv[2])
    total, turns = 0.0, 0
    while total < seconds:
        load(20_000)
        turns += 1
        total = time.perf_counter() - began
    gc.callbacks.clear()
    assert live
    print("turns", turns / total)
    print("share", spent[0] / total)
    print("living", spent[4] / total)
    print("collections", spent[2])
    print("longest", spent[3])
    print("growth", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3)


main()
