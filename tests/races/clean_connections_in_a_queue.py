# no race
# explore
import queue
import threading


class Connection:
    def __init__(self):
        self.used = 0


free = queue.LifoQueue()
for _ in range(2):
    free.put(Connection())


def work():
    for _ in range(10):
        connection = free.get()
        connection.used += 1
        free.put(connection)


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert free.get().used + free.get().used == 30
