# race: an item of the bytearray made at copy_of_a_view_beside_a_store.py:4
import threading

memory = bytearray(100_000)
view = memoryview(memory)[::-1]


def read():
    return bytes(view)


def write():
    memory[20_000:40_000] = bytes(20_000)


threads = [threading.Thread(target=f) for f in (read, write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
