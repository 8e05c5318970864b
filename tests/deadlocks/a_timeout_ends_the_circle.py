# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)


def take(first, second, timeout):
    with first:
        both.wait()
        if second.acquire(timeout=timeout):
            second.release()


threads = [threading.Thread(target=take, args=args) for args in ((a, b, 0.2), (b, a, -1))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
