# no race
# explore
import queue
import threading

jobs, results = queue.PriorityQueue(), queue.Queue()


def work():
    while True:
        priority, n, job = jobs.get()
        if job is None:
            return
        job["square"] = job["n"] ** 2
        results.put(job)


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for n in range(12):
    job = {"n": n}
    jobs.put((n % 3, n, job))
for n in range(3):
    jobs.put((9, n, None))
total = 0
for _ in range(12):
    job = results.get()
    total += job.pop("square")
for thread in threads:
    thread.join()
assert total == 506
