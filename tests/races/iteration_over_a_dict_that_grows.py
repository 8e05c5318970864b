# race: the dict made at iteration_over_a_dict_that_grows.py:4
import threading

table = {}


def fill():
    for i in range(20):
        table[i] = i


def total():
    return sum(table.values())


threads = [threading.Thread(target=f) for f in (fill, total)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
