# race: the global total
# says: held lock
# says: held none
import threading

total, lock = 0, threading.Lock()


def careful():
    global total
    with lock:
        total += 1


def careless():
    global total
    total += 1


threads = [threading.Thread(target=f) for f in (careful, careless)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
