"""The same work done by one thread and by two, measured inside the interpreter that runs this.

A scenario is a function (state, n) that does n steps; `state` comes from its maker: `shared(make)` gives both threads
the same state, `private(make)` gives each its own. Prints "name<TAB>ns<TAB>ns<TAB>writes" lines: elapsed nanoseconds per step when one
thread does all steps, and when two do half of them each; and how often a step writes to words that threads share, if the interpreter knows.
"""

import threading
import time

try:
    from refscope import shared_writes
except ImportError:
    shared_writes = None

LONG_ENOUGH = 0.05
MOST_STEPS = 1 << 22
REPEATS = 5
SCENARIOS = []


def shared(make=lambda: None):
    def register(work):
        SCENARIOS.append((work, make, True))
        return work
    return register


def private(make=lambda: None):
    def register(work):
        SCENARIOS.append((work, make, False))
        return work
    return register


def timed(work, states, n):
    """Seconds from the start signal until all threads have done their n steps; one thread for each state."""
    start = threading.Barrier(len(states) + 1)

    def body(state):
        start.wait()
        work(state, n)

    threads = [threading.Thread(target=body, args=(state,)) for state in states]
    for t in threads:
        t.start()
    start.wait()
    begin = time.perf_counter()
    for t in threads:
        t.join()
    return time.perf_counter() - begin


def steps_for(work, make):
    n = 64
    while n < MOST_STEPS and timed(work, [make()], n) < LONG_ENOUGH:
        n *= 2
    return n


def writes_per_step(work, state, n):
    """Of a thread that has worked on the state before."""
    counted = []

    def body():
        work(state, n)
        before = sum(shared_writes())
        work(state, n)
        counted.append(sum(shared_writes()) - before)

    if not shared_writes:
        return float("nan")
    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    return counted[0] / n


def measure(work, make, is_shared):
    n = steps_for(work, make)
    one, two = [], []
    for _ in range(REPEATS):
        one.append(timed(work, [make()], 2 * n))
        first = make()
        two.append(timed(work, [first, first if is_shared else make()], n))
    return min(one) / (2 * n) * 1e9, min(two) / (2 * n) * 1e9, writes_per_step(work, make(), n)


def report():
    for work, make, is_shared in SCENARIOS:
        one, two, writes = measure(work, make, is_shared)
        print(f"{work.__name__}\t{one:.3f}\t{two:.3f}\t{writes:.3f}", flush=True)
