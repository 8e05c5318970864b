# judged: order
# says: Lock order: 2 threads took 2 locks in a circle
# says: right took the Lock made at \S+locks\.py:7 \(2nd\) at \S+:20, in right\n  \|       and then the Lock made at \S+locks\.py:7 at \S+:21, in right
# says: left took the Lock made at \S+locks\.py:7 at \S+:12, in left\n  \|       and then the Lock made at \S+locks\.py:7 \(2nd\) at \S+:13, in left
import threading

a, b = (threading.Lock() for _ in range(2))
left_is_done = threading.Event()


def left():
    with a:
        with b:
            pass
    left_is_done.set()


def right():
    left_is_done.wait()
    with b:
        with a:
            pass


threads = [threading.Thread(target=f, name=f.__name__) for f in (left, right)]
for t in threads:
    t.start()
for t in threads:
    t.join()
