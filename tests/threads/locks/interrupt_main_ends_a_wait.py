import signal
import threading
import time


def interrupt():
    time.sleep(0.05)
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)


signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the script with it ignored
lock = threading.Lock()
lock.acquire()
for wait in (lock.acquire, threading.Event().wait, lambda: time.sleep(1000), lambda: thread.join()):
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        threading.Thread(target=interrupt).start()
        wait()
        print("not interrupted")
    except KeyboardInterrupt:
        print("interrupted")
    done.set()
    thread.join()

# expect: interrupted
# expect: interrupted
# expect: interrupted
# expect: interrupted
