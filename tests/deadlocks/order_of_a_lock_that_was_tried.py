# judged: order
# says: Lock order: 2 threads took 2 locks in a circle
import threading

a, b = threading.Lock(), threading.Lock()
left_is_done = threading.Event()


def left():
    assert a.acquire(blocking=False)  # it does not wait for this one, but holds it while it waits for the next
    with b:
        a.release()
    left_is_done.set()


def right():
    left_is_done.wait()
    with b, a:
        pass


threads = [threading.Thread(target=f) for f in (left, right)]
for t in threads:
    t.start()
for t in threads:
    t.join()
