# judged: clean
import os
import threading
import warnings

warnings.simplefilter("ignore", DeprecationWarning)  # since 3.12 a fork beside threads is one
lock = threading.Lock()
t = threading.Thread(target=lambda: [lock.acquire(), lock.release()])
with lock:
    t.start()
    pid = os.fork()
    if pid == 0:
        lock.release()
        with lock:
            other = threading.Thread(target=lambda: None)
            other.start()
            other.join()
        os._exit(0)
assert os.waitpid(pid, 0)[1] == 0
t.join()
print("ok")
