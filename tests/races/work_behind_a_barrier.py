# race: item 1 of the list made at work_behind_a_barrier.py:6
# explore
import threading

barrier, cells = threading.Barrier(2), None
cells = [0, 0, 0]


def smooth(i):
    cells[i] = i
    barrier.wait()
    cells[i] = cells[i - 1] + cells[i]


threads = [threading.Thread(target=smooth, args=(i,)) for i in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
