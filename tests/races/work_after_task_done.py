# race: the global total
# explore
# join() waits for task_done(), not for what the worker does after it.
import queue
import threading

jobs, total = queue.Queue(), 0


def work():
    global total
    while (job := jobs.get()) is not None:
        jobs.task_done()
        total += job


thread = threading.Thread(target=work)
thread.start()
for n in range(5):
    jobs.put(n)
jobs.join()
print(total)
jobs.put(None)
thread.join()
