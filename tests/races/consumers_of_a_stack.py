# race: the key 'seen' of the dict made at consumers_of_a_stack.py:8
# explore
import queue
import threading
import time

jobs = queue.LifoQueue()
counts = {"seen": 0}
for n in range(20):
    jobs.put(n)


def consume():
    while True:
        try:
            jobs.get_nowait()
        except queue.Empty:
            return
        counts["seen"] += 1
        time.sleep(0.001)


threads = [threading.Thread(target=consume) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
