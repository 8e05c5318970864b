# judged: clean
import threading

gate, a, b, c = (threading.Lock() for _ in range(4))


def take(*locks):
    for lock in locks:
        lock.acquire()
    for lock in locks:
        lock.release()


threads = [threading.Thread(target=take, args=locks) for locks in ((gate, a, b), (b, c), (gate, c, a))]
for t in threads:
    t.start()
for t in threads:
    t.join()
