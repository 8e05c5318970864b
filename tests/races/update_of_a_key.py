# race: the key 7 of the dict made at update_of_a_key.py:4
import threading

counts = {7: 0}


def count():
    for _ in range(10):
        counts[7] += 1


threads = [threading.Thread(target=f) for f in (count, count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
