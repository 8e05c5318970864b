# no race
# explore
import itertools
import threading


def squares():
    n = 0
    while n < 40:
        yield n * n
        n += 1


numbers, lock = squares(), threading.Lock()
names, count = threading.serialize_iterator(f"name {n}" for n in range(40)), itertools.count()


def work():
    for _ in range(10):
        with lock:
            next(numbers)
        next(names)
        next(count)


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert next(count) == 30 and next(numbers) == 900
