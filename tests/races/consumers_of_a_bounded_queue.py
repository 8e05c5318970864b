# race: the global total
# explore
# The producer waits for space again and again, so that it is ordered behind the consumers, but not they among themselves.
import queue
import threading
import time

jobs, total = queue.Queue(8), 0


def consume():
    global total
    while (job := jobs.get()) is not None:
        time.sleep(0.001)
        total += job


threads = [threading.Thread(target=consume) for _ in range(3)]
for thread in threads:
    thread.start()
for n in range(30):
    jobs.put(n)
for _ in threads:
    jobs.put(None)
for thread in threads:
    thread.join()
