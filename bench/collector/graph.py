"""One graph: how long it takes to build, to collect over, to drop; memory afterwards. Arguments: name, number of objects."""

import gc
import os
import resource
import sys
import time

import _graphs

PAGE = os.sysconf("SC_PAGESIZE")


def resident():
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * PAGE


def main():
    name, n = sys.argv[1], int(sys.argv[2])
    make = _graphs.GRAPHS[name]
    make(20_000)
    gc.collect()
    before = resident()
    start = time.perf_counter()
    graph = make(n)
    built = time.perf_counter()
    gc.collect()
    pauses, cpu = [], []
    for _ in range(7):
        began, began_cpu = time.perf_counter(), time.process_time()
        gc.collect()
        pauses.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
    dropping = time.perf_counter()
    del graph
    if name in ("records", "scattered"):
        gc.collect()
    dropped = time.perf_counter()
    print("build", built - start)
    print("collect", min(pauses))
    print("collect_cpu", min(cpu))
    print("drop", dropped - dropping)
    print("left", (resident() - before) / 1e6)
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


main()
