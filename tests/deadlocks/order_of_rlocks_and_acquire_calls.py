# judged: order
# says: the RLock made at \S+calls\.py:5 at \S+:10, in left
# says: the Lock made at \S+calls\.py:6 at \S+:11, in left
import threading
a = threading.RLock()
b = threading.Lock()
left_is_done = threading.Event()

def left():
    a.acquire()
    b.acquire()
    a.acquire()
    a.release()
    b.release()
    a.release()
    left_is_done.set()


def right():
    left_is_done.wait()
    b.acquire()
    a.acquire()
    a.release()
    b.release()


threads = [threading.Thread(target=f) for f in (left, right)]
for t in threads:
    t.start()
for t in threads:
    t.join()
