# race: the list made at sorting_a_list_that_others_read.py:4
import threading

names = ["b", "a", "c"]


def sort():
    names.sort()


def first():
    return names[0]


threads = [threading.Thread(target=f) for f in (sort, first)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
