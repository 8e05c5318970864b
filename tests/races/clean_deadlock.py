# no race
# says: Deadlock: 2 threads wait for each other in a circle.
# status: 1
import threading

a, b, both = threading.Lock(), threading.Lock(), threading.Barrier(2)


def take(first, second):
    with first:
        both.wait()
        with second:
            pass


threads = [threading.Thread(target=take, args=locks) for locks in ((a, b), (b, a))]
for t in threads:
    t.start()
for t in threads:
    t.join()
