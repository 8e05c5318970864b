# no race
# explore
import queue
import threading

jobs, totals = queue.Queue(), [0, 0, 0]


def work(i):
    while (job := jobs.get()) is not None:
        totals[i] += job
        jobs.task_done()


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for n in range(20):
    jobs.put(n)
jobs.join()
assert totals[0] + totals[1] + totals[2] == 190
for _ in threads:
    jobs.put(None)
for thread in threads:
    thread.join()
