# race: the attribute n of the Cell that produce made at places_of_objects_that_end.py:26
# Objects end all the time, and others get their addresses and places: nothing of the old ones is left, and a race of
# new ones is found.
import os
import threading


class Cell:
    pass


lock = threading.Lock()
cells = []
wait, go = os.pipe()


def produce():
    for i in range(2000):
        cell = Cell()
        with lock:
            cells.append(cell)
        with lock:
            cell = cells.pop()
            cell.n = i
        cell = None
    cell = Cell()
    with lock:
        cells.append(cell)
    cell.n = 1
    os.write(go, b"x")


def consume():
    os.read(wait, 1)
    with lock:
        cell = cells[0]
    return cell.n


threads = [threading.Thread(target=f) for f in (produce, consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
