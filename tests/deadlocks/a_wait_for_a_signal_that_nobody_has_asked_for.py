# judged: deadlock
# says: Deadlock: 1 thread waits, and nobody is left who could wake it; only a handler of SIGALRM could do that\.
import signal
import threading

signal.signal(signal.SIGALRM, lambda *_: lock.release())
lock = threading.Lock()
lock.acquire()
lock.acquire()
