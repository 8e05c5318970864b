# no race
import threading

counter, lock = 0, threading.Lock()


def count():
    global counter
    lock.acquire()
    try:
        counter += 1
    finally:
        lock.release()


threads = [threading.Thread(target=f) for f in (count, count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
