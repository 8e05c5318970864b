# no race
# status: 66
# says: Lock order: 2 threads took 2 locks in a circle
# says: Thread-2 (right) took the Lock made at
# says: order_of_two_locks.py:22, in right
# says: order_of_two_locks.py:17, in left
# explore
# explored: 0 races and 1 lock order found, none has failed.
import threading
a = threading.Lock()
b = threading.Lock()
left_is_done = threading.Event()


def left():
    global count
    with a, b:
        count += 1
    left_is_done.set()
def right():
    left_is_done.wait()
    with b, a:
        print(count)


count = 0
threads = [threading.Thread(target=f) for f in (left, right)]
for t in threads:
    t.start()
for t in threads:
    t.join()
