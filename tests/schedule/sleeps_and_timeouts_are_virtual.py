# fails: 0
# An hour passes at once when all threads wait, and clocks show it.
import queue
import threading
import time

began, order = time.monotonic(), []


def sleep(seconds):
    time.sleep(seconds)
    order.append(seconds)


threads = [threading.Thread(target=sleep, args=(s,)) for s in (3600, 60, 1800)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert order == [60, 1800, 3600], order
assert not threading.Event().wait(7200)
assert not threading.Lock().acquire(timeout=1) or True
try:
    queue.SimpleQueue().get(timeout=3600)
except queue.Empty:
    pass
assert 14000 < time.monotonic() - began < 15000, time.monotonic() - began
