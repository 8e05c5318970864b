"""Many threads, one lock: prints "name<TAB>ns" lines, elapsed nanoseconds per step of all threads together."""

import threading
import time

THREADS = (1, 2, 4, 8, 64)
REPEATS = 2
STEPS = 1 << 23


class Box:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()


def count(box, steps):
    for _ in range(steps):
        with box.lock:
            box.value += 1


def work_and_count(box, steps):
    done = 0
    for _ in range(steps):
        with box.lock:
            box.value += 1
        for i in range(20):
            done += i


def seconds(work, steps, threads):
    box = Box()
    crowd = [threading.Thread(target=work, args=(box, steps // threads)) for _ in range(threads)]
    began = time.perf_counter()
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert box.value == steps // threads * threads
    return time.perf_counter() - began


for work, steps in (count, STEPS), (work_and_count, STEPS // 4):
    for threads in THREADS:
        best = min(seconds(work, steps, threads) for _ in range(REPEATS))
        print(f"{work.__name__} {threads:2}\t{best / steps * 1e9:.3f}", flush=True)
