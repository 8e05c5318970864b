# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()


def left():
    with a, b:
        pass


def right():
    with b:
        if a.acquire(blocking=False):
            a.release()
        if a.acquire(timeout=0.01):
            a.release()


for _ in range(3):
    threads = [threading.Thread(target=f) for f in (left, right)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
