import queue
import threading

jobs, results = queue.Queue(maxsize=10), queue.Queue()


def worker():
    while (job := jobs.get()) is not None:
        results.put(job * job)
        jobs.task_done()
    jobs.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
[t.start() for t in threads]
for i in range(200):
    jobs.put(i)
for _ in threads:
    jobs.put(None)
jobs.join()
[t.join() for t in threads]
print(sorted(results.get() for _ in range(200)) == [i * i for i in range(200)], results.empty(), jobs.qsize())

# expect: True True 0
