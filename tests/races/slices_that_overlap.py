# race: an item of the bytearray made at slices_that_overlap.py:4
import threading

memory = bytearray(1001)


def first():
    memory[:501] = bytes(501)


def second():
    memoryview(memory)[500:] = bytes(501)


threads = [threading.Thread(target=f) for f in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
