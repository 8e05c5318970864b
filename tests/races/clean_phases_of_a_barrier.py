# no race
# explore
import threading

cells, total = [1, 2, 3], 0


def add():
    global total
    total += sum(cells)


barrier = threading.Barrier(3, action=add)


def work(i):
    for _ in range(4):
        cells[i] += 1
        barrier.wait()
        before = total
        barrier.wait()
        assert before <= total


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert total == 2 * (9 + 12 + 15 + 18)
