#!/usr/bin/env python3
"""Times threads that wait for each other: microseconds for each turn, by what they wait with.

    bench/waits.py --interp build/tinypy-t --interp build/tinypy --interp python3.13 [--rounds 5] [--only SUBSTR] [--json FILE] [--record]

In each row threads hand a turn on, and none can go on before another one has. Two threads take turns, unless the name says otherwise. The rounds
are interleaved and the least time counts; on a busy machine the figures are those of the machine. An interpreter with a GIL switches threads at
every turn; one without has a second processor awake.
"""

import argparse
import sys

import harness

TIMEOUT_SECONDS = 300
BEGINNING = """
import threading, queue, collections, concurrent.futures
from time import perf_counter

def two(first, second):
    other = threading.Thread(target=second)
    start = perf_counter()
    other.start()
    first()
    other.join()
    return (perf_counter() - start) / TURNS * 1e6

def by_release(a, b):
    def first():
        for _ in range(TURNS // 2):
            a.release(); b.acquire()
    def second():
        for _ in range(TURNS // 2):
            a.acquire(); b.release()
    return two(first, second)

def by_put(a, b):
    def first():
        for i in range(TURNS // 2):
            a.put(i); b.get()
    def second():
        for _ in range(TURNS // 2):
            b.put(a.get())
    return two(first, second)
"""
# Each text assigns the microseconds of a turn to `cost`.
SCENARIOS = {
    "Lock": """
TURNS = 20000
a, b = threading.Lock(), threading.Lock()
a.acquire(), b.acquire()
cost = by_release(a, b)
""",
    "Condition": """
TURNS = 10000
condition, turn = threading.Condition(), 0
def player(me):
    def play():
        global turn
        for _ in range(TURNS // 2):
            with condition:
                while turn != me:
                    condition.wait()
                turn = 1 - me
                condition.notify()
    return play
cost = two(player(0), player(1))
""",
    "Event": """
TURNS = 6000
a, b = threading.Event(), threading.Event()
def first():
    for _ in range(TURNS // 2):
        a.set(); b.wait(); b.clear()
def second():
    for _ in range(TURNS // 2):
        a.wait(); a.clear(); b.set()
cost = two(first, second)
""",
    "Semaphore": """
TURNS = 10000
a, b = threading.Semaphore(0), threading.Semaphore(0)
cost = by_release(a, b)
""",
    "Barrier": """
TURNS = 6000
barrier = threading.Barrier(2)
def play():
    for _ in range(TURNS):
        barrier.wait()
cost = two(play, play)
""",
    "SimpleQueue": """
TURNS = 20000
a, b = queue.SimpleQueue(), queue.SimpleQueue()
cost = by_put(a, b)
""",
    "Queue": """
TURNS = 8000
a, b = queue.Queue(), queue.Queue()
cost = by_put(a, b)
""",
    "Queue, ring of 4 threads": """
TURNS = 8000
ring = [queue.Queue() for _ in range(4)]
def member(me):
    for _ in range(TURNS // 4):
        ring[(me + 1) % 4].put(ring[me].get())
threads = [threading.Thread(target=member, args=(me,)) for me in range(4)]
start = perf_counter()
for thread in threads: thread.start()
ring[0].put("token")
for thread in threads: thread.join()
cost = (perf_counter() - start) / TURNS * 1e6
""",
    "Queue of 8, one puts, one gets": """
TURNS = 30000
line = queue.Queue(8)
def first():
    for i in range(TURNS): line.put(i)
def second():
    for _ in range(TURNS): line.get()
cost = two(first, second)
""",
    "deque and Condition, one puts, one gets": """
TURNS = 30000
items, ready = collections.deque(), threading.Condition()
def first():
    for i in range(TURNS):
        with ready:
            items.append(i)
            ready.notify()
def second():
    for _ in range(TURNS):
        with ready:
            while not items: ready.wait()
            items.popleft()
cost = two(first, second)
""",
    "pool: submit and result": """
TURNS = 5000
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    pool.submit(int).result()
    start = perf_counter()
    for _ in range(TURNS): pool.submit(int).result()
    cost = (perf_counter() - start) / TURNS * 1e6
""",
    "pool: map of 2 threads": """
TURNS = 10000
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    pool.submit(int).result()
    start = perf_counter()
    for _ in pool.map(abs, range(TURNS)): pass
    cost = (perf_counter() - start) / TURNS * 1e6
""",
}


def turn(interpreter, text):
    """Microseconds, or nothing if the interpreter fails."""
    out, reason = harness.run([interpreter, "-c", f"{BEGINNING}{text}\nprint(cost)"], TIMEOUT_SECONDS)
    if out is None:
        harness.complain(f"{interpreter}: {reason}")
    return float(out) if out else None


def least(times):
    known = [time for time in times if time is not None]
    return min(known) if known else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    harness.add_interpreters(parser)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", metavar="SUBSTR", default="", help="only rows whose name contains SUBSTR")
    parser.add_argument("--json", metavar="FILE")
    harness.add_record(parser)
    options = parser.parse_args()
    interpreters = harness.resolve(parser, options.interp)
    names = harness.labels(options.interp)

    rows = {}
    for name, text in SCENARIOS.items():
        if options.only in name:
            rounds = [[turn(interpreter, text) for interpreter in interpreters] for _ in range(options.rounds)]
            rows[name] = [least(column) for column in zip(*rounds)]
    harness.print_ratio_table(rows, names, "us", 2)
    harness.write_json(options.json, {"interpreters": interpreters, "rounds": options.rounds, "unit": "us", "rows": rows})
    tables = {"a turn": harness.ratio_table(rows, names, "us")}
    harness.record(options, harness.chosen("waits", options.only), tables, dict(zip(names, interpreters)), options.rounds)


if __name__ == "__main__":
    sys.exit(main())
