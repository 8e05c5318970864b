# no race
# explore
# Readers take one place each. The writer takes both, so that it is alone.
import threading

places, value = threading.BoundedSemaphore(2), 0


def read():
    for _ in range(5):
        with places:
            assert value in (0, 1, 2, 3)


def write():
    global value
    for _ in range(3):
        places.acquire()
        places.acquire()
        value += 1
        places.release(2)


threads = [threading.Thread(target=f) for f in (read, read, write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert value == 3
