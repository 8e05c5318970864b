# Threads that share a list, a lock, a queue, and end.
# waits for threads
import queue
import threading

results, lock, jobs = [], threading.Lock(), queue.Queue()


def work():
    while (n := jobs.get()) is not None:
        with lock:
            results.append(n * n)


def starts():
    started = []
    try:
        for _ in range(3):
            thread = threading.Thread(target=work)
            thread.start()
            started.append(thread)
        for n in range(40):
            jobs.put([n, str(n)][0])
    finally:
        for _ in started:
            jobs.queue.append(None)  # without locks and waiting, so that no failure leaves a thread behind
        with jobs.not_empty:
            jobs.not_empty.notify_all()
    return started


threads = starts()
for thread in threads:
    thread.join()
print(len(results), sum(results))
local = threading.local()
local.value = 3
event = threading.Event()
other = threading.Thread(target=lambda: (setattr(local, "value", 4), event.set()))
other.start()
event.wait()
other.join()
print(local.value, threading.active_count())
