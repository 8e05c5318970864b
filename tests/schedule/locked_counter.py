# fails: 0
import threading

counter, lock = 0, threading.Lock()


def count():
    global counter
    for _ in range(3):
        with lock:
            counter += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert counter == 6, counter
