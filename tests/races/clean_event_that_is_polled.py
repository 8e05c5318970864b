# no race
import threading
import time

ready, data = threading.Event(), 0


def write():
    global data
    data = 1
    ready.set()


def read():
    global data
    while not ready.is_set():
        time.sleep(0.001)
    data += 1


threads = [threading.Thread(target=f) for f in (write, read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
