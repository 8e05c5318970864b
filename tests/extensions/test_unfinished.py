# Classes made while other threads exist, and while these collect.
import gc
import threading

import unfinished


def collect():
    while not over.is_set():
        gc.collect()


def make(results):
    for i in range(300):
        made = unfinished.make([i])
        results.append((made, type("Derived", (object,), {"made": made})))


over, results = threading.Event(), [[], []]
collector = threading.Thread(target=collect)
makers = [threading.Thread(target=make, args=(part,)) for part in results]
for thread in collector, *makers:
    thread.start()
for thread in makers:
    thread.join()
over.set()
collector.join()
print([sum(unfinished.kept(made)[0] for made, _ in part) for part in results])
gc.collect()
print({type(made).__name__ for part in results for made, _ in part}, results[0][7][1].made.__name__)

# expect: [44850, 44850]
# expect: {'Meta'} Made
