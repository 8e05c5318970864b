# judged: deadlock
# says: 3 threads wait for each other in a circle
# says: which ring-0 took
# says: which ring-1 took
# says: which ring-2 took
import threading

locks = [threading.Lock() for _ in range(3)]
all_three = threading.Barrier(3)


def take_two(n):
    locks[n].acquire()
    all_three.wait()
    locks[(n + 1) % 3].acquire()


threads = [threading.Thread(target=take_two, args=(n,), name=f"ring-{n}") for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
