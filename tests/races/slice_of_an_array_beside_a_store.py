# race: an item of the array.array made at slice_of_an_array_beside_a_store.py:5
import threading
from array import array

counts = array("d", [0.0] * 8)


def read():
    return counts[2:7:2]


def write():
    counts[4:5] = array("d", [1.0])


thread = threading.Thread(target=read)
thread.start()
write()
thread.join()
