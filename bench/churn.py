#!/usr/bin/env python3
"""Whether memory stays flat while threads come and go.

    build/tinypy-t bench/churn.py [SECONDS] [--record]

SECONDS is 240 if nothing is said. Some eight threads at a time are started and joined, a thousand and more in a second where the machine is quiet. Each uses thread-local data,
makes cyclic garbage, changes objects that it got from the main thread, and leaves it objects of its own. Prints how many threads there have been and
the resident memory, ever more seldom; fails if memory at the end is more than a tenth and 1 MB above what it was after a quarter of the time.
"""

import argparse
import queue
import sys
import threading
import time

import harness

AT_A_TIME = 8
PARCELS = 10
CYCLES = 20
local = threading.local()


class Node:
    def __init__(self, number):
        self.number, self.other = number, None


class Kept:
    """What a thread leaves in its thread-local data when it ends."""

    def __init__(self):
        self.data = [bytearray(100) for _ in range(5)]
        self.itself = self


def parcels(n):
    return [Node(n) for _ in range(PARCELS)]


def live_for_a_moment(n, inbox, outbox):
    local.kept, local.table = Kept(), {"n": n}
    for i in range(CYCLES):
        one, two = Node(i), Node(n)
        one.other, two.other = two, one
    for node in inbox.get():
        node.number += 1
    outbox.put(parcels(n))


def one_round(n, inbox, outbox):
    threads = [threading.Thread(target=live_for_a_moment, args=(n + i, inbox, outbox)) for i in range(AT_A_TIME)]
    for thread in threads:
        thread.start()
    for _ in threads:
        inbox.put(parcels(n))
    for thread in threads:
        thread.join()
        outbox.get()


def resident_kb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", nargs="?", type=float, default=240.0, metavar="SECONDS")
    harness.add_record(parser)
    options = parser.parse_args()
    seconds = options.seconds
    inbox, outbox = queue.SimpleQueue(), queue.SimpleQueue()
    begin, n, show_at, quarter = time.monotonic(), 0, 0.0, None
    while (passed := time.monotonic() - begin) < seconds:
        one_round(n, inbox, outbox)
        n += AT_A_TIME
        if quarter is None and passed >= seconds / 4:
            quarter = resident_kb()
        if passed >= show_at:
            print(f"{passed:6.1f} s  {n:8} threads  {resident_kb():8} KB", flush=True)
            show_at = max(1.0, 2 * passed)
    end = resident_kb()
    print(f"{seconds:6.1f} s  {n:8} threads  {end:8} KB")
    rows = {"after a quarter": {"resident": quarter}, "at the end": {"resident": end}}
    threads = {"started and joined": {"threads": n}, "in a second": {"threads": n / seconds}}
    harness.record_own(options, "churn", {"memory": harness.table(rows, "KB"), "threads": harness.table(threads, "threads", better="more")})
    return quarter is not None and end > quarter * 1.1 + 1024


if __name__ == "__main__":
    sys.exit(main())
