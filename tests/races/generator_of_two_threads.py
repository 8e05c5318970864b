# race: the generator ids made at generator_of_two_threads.py:13
# explore
import threading


def ids():
    n = 0
    while True:
        n += 1
        yield n


numbers = ids()


def work():
    try:
        next(numbers)
    except ValueError:
        pass


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
