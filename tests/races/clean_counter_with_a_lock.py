# no race
# explore
import threading

counter, lock = 0, threading.Lock()


def count():
    global counter
    for _ in range(100):
        with lock:
            counter += 1


threads = [threading.Thread(target=f) for f in (count, count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
