# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()


def take(*locks):
    for _ in range(50):
        for lock in locks:
            with lock:
                pass


threads = [threading.Thread(target=take, args=locks) for locks in ((a, b), (b, a))]
for t in threads:
    t.start()
for t in threads:
    t.join()
