# race: item 0 of the list made at same_item_of_a_list.py:4
import threading

cells = [0, 0]


def first():
    cells[0] = 1


def second():
    cells[0] += 2


threads = [threading.Thread(target=f) for f in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
