# race: the attribute last of the Progress made at consumers_of_a_priority_queue.py:13
# explore
import queue
import threading
import time


class Progress:
    last = None


jobs, progress = queue.PriorityQueue(), None
progress = Progress()
progress.last = (0, "")
for n in range(20):
    jobs.put((n % 7, str(n)))


def consume():
    while not jobs.empty():
        progress.last = jobs.get()
        time.sleep(0.001)
        jobs.task_done()


threads = [threading.Thread(target=consume) for _ in range(2)]
for thread in threads:
    thread.start()
jobs.join()
for _ in threads:
    jobs.put((9, "end"))
for thread in threads:
    thread.join()
