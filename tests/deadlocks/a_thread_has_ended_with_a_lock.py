# judged: deadlock
# says: nobody is left who could wake
# says: MainThread waits at .*with_a_lock\.py:12, in <module>
# says: which careless took at .*with_a_lock\.py:9, in <lambda>; that thread has ended
import threading

lock = threading.Lock()

t = threading.Thread(target=lambda: lock.acquire(), name="careless")
t.start()
t.join()
lock.acquire()
