#!/usr/bin/env python3
"""What a fresh object costs that one thread makes and another consumes.

    build/tinypy-t bench/handover.py [--record]

Small instances with a list go through a deque or a SimpleQueue in batches: one thread makes and puts in a whole batch, the other takes it out and drops it,
each in its turn, on its own processor and timed by itself, so that nobody waits while a clock runs. Beside it stands one thread that does both, with
a container of its own. Prints nanoseconds per object and how much more it is with two threads: the median of many batches, the best of some runs.
"""

import argparse
import collections
import os
import queue
import statistics
import threading
from time import perf_counter_ns as clock

import harness

BATCH = 256
BATCHES = 300
RUNS = 7
PROCESSORS = os.sched_getaffinity(0)


class Parcel:
    def __init__(self, n):
        self.contents = [n]


def make(put):
    began = clock()
    for i in range(BATCH):
        put(Parcel(i))
    return clock() - began


def consume(take):
    began = clock()
    for _ in range(BATCH):
        take().contents
    return clock() - began


def stay_on(processor):
    """Two threads that take turns would soon share a processor, where there is nothing to hand over."""
    os.sched_setaffinity(0, {sorted(PROCESSORS)[processor % len(PROCESSORS)]})


def with_one_thread(container, put, take):
    stay_on(0)
    own = container()
    put, take = getattr(own, put), getattr(own, take)
    return statistics.median(make(put) + consume(take) for _ in range(BATCHES)) / BATCH


def with_two_threads(container, put, take):
    shared = container()
    makers_turn, consumers_turn = threading.Semaphore(1), threading.Semaphore(0)
    made, consumed = [], []

    def maker():
        stay_on(0)
        for _ in range(BATCHES):
            makers_turn.acquire()
            made.append(make(getattr(shared, put)))
            consumers_turn.release()

    def consumer():
        stay_on(1)
        for _ in range(BATCHES):
            consumers_turn.acquire()
            consumed.append(consume(getattr(shared, take)))
            makers_turn.release()

    threads = [threading.Thread(target=maker), threading.Thread(target=consumer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statistics.median(map(sum, zip(made, consumed))) / BATCH


def best(measured, scenario):
    return min(measured(*scenario) for _ in range(RUNS))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_record(parser)
    options = parser.parse_args()
    scenarios = [(collections.deque, "append", "popleft"), (queue.SimpleQueue, "put", "get")]
    alone = [best(with_one_thread, scenario) for scenario in scenarios]  # before there are threads
    rows = {}
    for scenario, one in zip(scenarios, alone):
        two = best(with_two_threads, scenario)
        print(f"{scenario[0].__name__:14} one thread {one:6.0f}   two threads {two:6.0f}   hand-over {two - one:6.0f}")
        rows[scenario[0].__name__] = {"one thread": one, "two threads": two, "hand-over": two - one}
    harness.record_own(options, "handover", {"an object": harness.table(rows, "ns")}, RUNS)


main()
