"""The same work done by one thread and by two, measured inside the interpreter that runs this.

A scenario is a function (state, n) that does n steps; `state` comes from its maker: with `shared(make)` both threads get
the same state, with `private(make)` each makes its own. Prints "name<TAB>ns<TAB>ns<TAB>writes" lines: elapsed nanoseconds per step when one
thread does all steps, and when two do half of them each; and how often a step writes to words that threads share, if the interpreter knows.

With the argument "turns": does what each line of its input says, "name<TAB>threads<TAB>steps", and prints nanoseconds per step.
"""

import sys
import threading
import time

try:
    from refscope import shared_writes
except ImportError:
    shared_writes = None

LONG_ENOUGH = 0.05
MOST_STEPS = 1 << 24
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


def timed(work, makers, n):
    """Seconds from the moment all threads are ready until they have done their n steps; one thread for each maker of a state."""
    began = []
    start = threading.Barrier(len(makers), action=lambda: began.append(time.perf_counter()))

    def body(make):
        state = make()
        start.wait()
        work(state, n)

    threads = [threading.Thread(target=body, args=(make,)) for make in makers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return time.perf_counter() - began[0]


def steps_for(work, make):
    n = 64
    while n < MOST_STEPS and timed(work, [make], n) < LONG_ENOUGH:
        n *= 2
    return n


def writes_per_step(work, make, n):
    """Of a thread that has worked on the state before."""
    counted = []

    def body():
        state = make()
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


def makers_of(make, is_shared, threads):
    if not is_shared:
        return [make] * threads
    state = make()
    return [lambda: state] * threads


def measure(work, make, is_shared):
    n = steps_for(work, make)
    one, two = [], []
    for _ in range(REPEATS):
        one.append(timed(work, makers_of(make, is_shared, 1), 2 * n))
        two.append(timed(work, makers_of(make, is_shared, 2), n))
    return min(one) / (2 * n) * 1e9, min(two) / (2 * n) * 1e9, writes_per_step(work, makers_of(make, is_shared, 1)[0], n)


def take_turns():
    scenarios = {work.__name__: (work, make, is_shared) for work, make, is_shared in SCENARIOS}
    print("\t".join(scenarios), flush=True)
    for line in sys.stdin:
        name, threads, steps = line.split("\t")
        work, make, is_shared = scenarios[name]
        each = int(steps) // int(threads)
        print(timed(work, makers_of(make, is_shared, int(threads)), each) / (each * int(threads)) * 1e9, flush=True)


def report():
    if sys.argv[1:] == ["turns"]:
        return take_turns()
    for work, make, is_shared in SCENARIOS:
        one, two, writes = measure(work, make, is_shared)
        print(f"{work.__name__}\t{one:.3f}\t{two:.3f}\t{writes:.3f}", flush=True)
