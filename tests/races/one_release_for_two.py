# race: the global second
# explore
# The main thread has waited for one of the two only.
import threading
import time

ready, first, second = threading.Semaphore(0), 0, 0


def compute_first():
    global first
    first = 1
    ready.release()


def compute_second():
    global second
    time.sleep(0.05)
    second = 2
    ready.release()


threads = [threading.Thread(target=f) for f in (compute_first, compute_second)]
for thread in threads:
    thread.start()
ready.acquire()
time.sleep(0.2)
print(second)
for thread in threads:
    thread.join()
