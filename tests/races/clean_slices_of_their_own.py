# no race
import threading
from array import array

counts, memory = array("d", [0.0] * 3000), bytearray(3000)
view = memoryview(memory)


def work(number):
    begin, end = number * 1000, number * 1000 + 1000
    counts[begin:end] = array("d", [1.0] * 1000)
    total = sum(counts[begin:end])
    view[begin:end] = bytes(1000)  # the view of all is read by nobody
    own = view[begin:end]
    own[::2] = bytes(500)
    return total, bytes(own), own[::-1]


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
