# no race
# explore
import threading

ready, parts = threading.Semaphore(0), [None, None, None]


def compute(i):
    parts[i] = i * 2
    ready.release()


threads = [threading.Thread(target=compute, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for _ in threads:
    ready.acquire()
assert sum(parts) == 6
for thread in threads:
    thread.join()
