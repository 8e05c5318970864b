# race: item 3 of the array.array made at same_element_of_an_array.py:5
import threading
from array import array

counts = array("q", [0] * 4)


def by_one():
    counts[3] += 1


def by_number():
    counts[3] += 1


threads = [threading.Thread(target=f) for f in (by_one, by_number)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
