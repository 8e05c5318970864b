import signal
import threading
import time


def interrupt():
    time.sleep(0.05)
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)


lock = threading.Lock()
lock.acquire()
for wait in (lock.acquire, threading.Event().wait, lambda: time.sleep(30), lambda: thread.join()):
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    threading.Thread(target=interrupt).start()
    start = time.monotonic()
    try:
        wait()
        print("not interrupted")
    except KeyboardInterrupt:
        print(time.monotonic() - start < 10)
    done.set()
    thread.join()

# expect: True
# expect: True
# expect: True
# expect: True
