# judged: deadlock
# says: 2 threads wait for each other in a circle
# says: for the RLock made at [^,]*, which one took at .*opposite_orders\.py:11, in take
import threading

a, b = threading.RLock(), threading.RLock()
both = threading.Barrier(2)


def take(first, second):
    with first:
        with first:  # the first of the two is the one that counts
            both.wait()
            second.acquire()


threads = [threading.Thread(target=take, args=args, name=name) for name, args in {"one": (a, b), "two": (b, a)}.items()]
for t in threads:
    t.start()
for t in threads:
    t.join()
