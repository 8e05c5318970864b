# judged: clean
import os
import signal
import threading
import time

ended = threading.Event()
signal.signal(signal.SIGCHLD, lambda *_: ended.set())
if os.fork() == 0:
    time.sleep(0.1)
    os._exit(0)
ended.wait()
os.wait()
print("ok")
