# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()


def take(first, second):
    with first, second:
        pass


for locks in (a, b), (b, a), (a, b):
    t = threading.Thread(target=take, args=locks)
    t.start()
    t.join()
with b, a:
    pass
