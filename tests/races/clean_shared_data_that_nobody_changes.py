# no race
import threading

table = {n: [n, n + 1] for n in range(20)}


def read():
    total = 0
    for key, values in table.items():
        total += key + sum(values) + len(table)
    return total


threads = [threading.Thread(target=f) for f in (read, read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
