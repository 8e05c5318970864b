# judged: deadlock
# says: a thread waits for itself
# says: which it took itself at .*same_lock\.py:9, in outer
import threading
import time

lock = threading.Lock()
def outer():
    with lock:
        inner()
def inner():
    with lock:
        pass


threading.Thread(target=lambda: time.sleep(1000), daemon=True).start()  # it lives, and cannot help
outer()
