# fails: 1
# says: ValueError: generator already executing
# The generator shares nothing but itself; one has a loop, the other one has none.
import threading


def counted():
    n = 0
    while n < 6:
        yield n
        n += 1


def listed():
    yield 1
    yield 2
    yield 3


def work():
    for _ in range(20):
        next(first, None)
        next(second, None)


first, second = counted(), listed()
threads = [threading.Thread(target=work) for _ in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
