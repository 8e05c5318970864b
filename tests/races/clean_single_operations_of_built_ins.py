# no race
# strict: the list made at clean_single_operations_of_built_ins.py:6
import threading
from collections import deque

results, cache, seen, jobs = [], {}, set(), deque()


def work():
    results.append(1)
    cache.setdefault("key", [])
    seen.add("x")
    jobs.append(2)
    cache[threading.current_thread().name] = 1


threads = [threading.Thread(target=f) for f in (work, work)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
