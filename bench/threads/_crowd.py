"""Many threads, one lock. Prints "name<TAB>value" lines: elapsed nanoseconds per step of all threads together; and, "least served", how many in a hundred
of the steps the thread did that was served worst, of those that would be fair."""

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


def working(turns):
    def work(box, steps):
        done = 0
        for _ in range(steps):
            with box.lock:
                box.value += 1
            for i in range(turns):
                done += i

    return work


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


def least_served(threads, duration):
    box, done, ended = Box(), [], False

    def run():
        steps = 0
        while not ended:
            count(box, 100)
            steps += 100
        done.append(steps)

    crowd = [threading.Thread(target=run) for _ in range(threads)]
    for thread in crowd:
        thread.start()
    time.sleep(duration)
    ended = True
    for thread in crowd:
        thread.join()
    return 100 * min(done) * threads / sum(done)


for name, work, steps in (
    ("count", count, STEPS),
    ("work and count", working(20), STEPS // 4),
    ("much work and count", working(2000), STEPS // 256),
):
    for threads in THREADS:
        best = min(seconds(work, steps, threads) for _ in range(REPEATS))
        print(f"{name} {threads:2}\t{best / steps * 1e9:.3f}", flush=True)
for threads in (2, 4):
    print(f"least served {threads:2}\t{least_served(threads, 1.0):.3f}", flush=True)
