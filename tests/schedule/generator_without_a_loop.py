# fails: 1
# says: ValueError: generator already executing
import threading


def listed():
    yield 1
    yield 2


shared = listed()


def work():
    next(shared, None)


threads = [threading.Thread(target=work) for _ in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
