# judged: clean
import threading

gate, a, b = threading.Lock(), threading.Lock(), threading.RLock()


def left():
    with gate, a, b:
        pass


def right():
    with gate, b, a:
        pass


for _ in range(3):
    threads = [threading.Thread(target=f) for f in (left, right)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
