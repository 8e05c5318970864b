# judged: deadlock
# says: 1 thread waits, and nobody is left who could wake it
# says: which another thread would have to release
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
