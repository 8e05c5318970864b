# race: an item of the bytearray made at same_element_of_two_views.py:4
import threading

memory = bytearray(8)
whole = memoryview(memory)
half = whole[2:]


def first():
    whole[3] += 1


def second():
    half[1] = 5


threads = [threading.Thread(target=f) for f in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
