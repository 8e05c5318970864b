import queue
import threading


class Noisy:
    alive = 0
    lock = threading.Lock()

    def __init__(self):
        with Noisy.lock:
            Noisy.alive += 1

    def __del__(self):
        with Noisy.lock:
            Noisy.alive -= 1


q = queue.SimpleQueue()


def produce():
    for _ in range(500):
        q.put(Noisy())
    q.put(None)


def consume():
    while q.get() is not None:
        pass


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
[t.start() for t in threads]
[t.join() for t in threads]
print(Noisy.alive)

# expect: 0
