# judged: deadlock
# says: for the RLock made at [^,]*, which careless took .*; that thread has ended
import threading
import time

lock = threading.RLock()
t = threading.Thread(target=lambda: lock.acquire(), name="careless")
t.start()
t.join()
threading.Thread(target=lambda: time.sleep(1000), daemon=True).start()  # it lives, and cannot help
with lock:
    pass
