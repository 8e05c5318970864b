"""Does a job once: run_job.py NAME WAY ITEMS. Prints seconds and the MB that the processes had resident at most, and the results for comparison."""

import functools
import importlib
import os
import resource
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def in_threads(work, items, count):
    results = [None] * len(items)

    def part(first):
        for i in range(first, len(items), count):
            results[i] = work(items[i])

    threads = [threading.Thread(target=part, args=(first,)) for first in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def in_pool(work, items):
    with ThreadPoolExecutor(2) as executor:
        return list(executor.map(work, items))


def peak():
    """MB that this process had resident at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(work, item):
    """The result, and by whom it was made with how much memory."""
    return work(item), os.getpid(), peak()


workers = {}


def in_processes(work, items):
    with ProcessPoolExecutor(2) as executor:
        answers = list(executor.map(functools.partial(told, work), items))
    for _, process, memory in answers:
        workers[process] = max(memory, workers.get(process, 0))
    return [result for result, _, _ in answers]


WAYS = {
    "1 thread": lambda work, items: in_threads(work, items, 1),
    "2 threads": lambda work, items: in_threads(work, items, 2),
    "pool": in_pool,
    "processes": in_processes,
}


def main():
    name, way, count = sys.argv[1:]
    job = importlib.import_module(f"jobs.{name}")
    items = job.items(int(count))
    job.work(items[0])
    start = time.perf_counter()
    results = WAYS[way](job.work, items)
    seconds = time.perf_counter() - start
    print(seconds, peak() + sum(workers.values()), results)


if __name__ == "__main__":
    main()
