# judged: clean
import signal
import threading

lock = threading.Lock()
lock.acquire()
signal.signal(signal.SIGALRM, lambda *_: lock.release())
signal.setitimer(signal.ITIMER_REAL, 0.1)
lock.acquire()
print("ok")
