import _thread
import time

lock = _thread.allocate_lock()
done = _thread.allocate_lock()
done.acquire()
seen = []


def work(a, b=0):
    with lock:
        seen.append((a, b))
    done.release()


ident = _thread.start_new_thread(work, (1,), {"b": 2})
done.acquire()
print(seen, type(ident).__name__, type(lock).__name__, lock.locked(), _thread.get_ident() != ident)
print(_thread.error is RuntimeError)

# expect: [(1, 2)] int lock False True
# expect: True
