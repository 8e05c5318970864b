# judged: order
# says: the Condition made at \S+lock\.py:6
# says: the Lock made at \S+lock\.py:7
import threading

ready = threading.Condition()
table = threading.Lock()
left_is_done = threading.Event()


def left():
    with ready:
        with table:
            ready.notify_all()
    left_is_done.set()


def right():
    left_is_done.wait()
    with table:
        with ready:
            ready.notify_all()


threads = [threading.Thread(target=f) for f in (left, right)]
for t in threads:
    t.start()
for t in threads:
    t.join()
