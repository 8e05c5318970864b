# no race
# explore
# Three stages, which own the job one after the other.
import queue
import threading
from collections import deque

first, second, third = queue.Queue(2), queue.SimpleQueue(), deque()
ready = threading.Semaphore(0)


def read():
    for n in range(10):
        first.put({"n": n, "text": ""})
    first.put(None)


def parse():
    while (job := first.get()) is not None:
        job["text"] += f"<{job['n']}>"
        first.task_done()
        second.put(job)
    second.put(None)


def render():
    while (job := second.get()) is not None:
        job["text"] += "!"
        third.append(job)
        ready.release()


threads = [threading.Thread(target=f) for f in (read, parse, render)]
for thread in threads:
    thread.start()
page = ""
for _ in range(10):
    ready.acquire()
    job = third.popleft()
    job["text"] += " "
    page += job["text"]
for thread in threads:
    thread.join()
assert page.startswith("<0>! <1>! ")
