# race: an item of the bytearray made at element_through_views_of_their_own.py:4
import threading

memory = bytearray(8)


def work():
    view = memoryview(memory)[2:]  # only this thread reaches it
    view[1] += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
