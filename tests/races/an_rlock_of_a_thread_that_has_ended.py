# no race
# options: --deadlocks
# status: 1
# says: for the RLock
import threading

lock = threading.RLock()
thread = threading.Thread(target=lock.acquire)
thread.start()
thread.join()
lock.acquire()
