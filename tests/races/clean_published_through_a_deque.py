# no race
import threading
import time
from collections import deque

jobs, total = deque(), 0


def consume():
    global total
    while True:
        try:
            job = jobs.popleft()
        except IndexError:
            time.sleep(0.001)
            continue
        if job is None:
            return
        job["n"] += 1
        total += job["n"]


thread = threading.Thread(target=consume)
thread.start()
job = {"n": 1}
for _ in range(3):
    job = dict(job)
    job["n"] += 1
    jobs.append(job)
    job = {"n": 5}
jobs.append(None)
thread.join()
assert total == 17, total
