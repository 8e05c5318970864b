# no race
import queue
import threading

jobs, results = queue.Queue(2), []


def produce():
    for n in range(10):
        jobs.put({"n": n, "steps": []})
    jobs.put(None)


def consume():
    while (job := jobs.get()) is not None:
        job["steps"].append("seen")
        results.append(job["n"])


threads = [threading.Thread(target=f) for f in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
