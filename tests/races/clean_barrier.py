# no race
# explore
import threading

barrier, left, right = threading.Barrier(2), 0, 0


def first():
    global left
    left = 1
    barrier.wait()
    assert right == 2


def second():
    global right
    right = 2
    barrier.wait()
    assert left == 1


threads = [threading.Thread(target=f) for f in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
