# no race
import threading
from array import array

counts, memory = array("d", [0.0] * 8), bytearray(8)
views = [memoryview(memory)[i::2] for i in range(2)]


def work(number):
    for i in range(4):
        counts[number * 4 + i] += i
        views[number][i] = i


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
