# An exit function may start a thread, which may register an exit function: the program ends after both.
import atexit
import sys
import threading
import time

if sys.version_info < (3, 15):
    sys.exit()


def last():
    print("last exit function")


def run():
    print("thread begins")
    time.sleep(0.05)
    atexit.register(last)
    print("thread ends")


@atexit.register
def start_thread():
    print("exit function")
    threading.Thread(target=run).start()

# expect-since-3.15: exit function
# expect-since-3.15: thread begins
# expect-since-3.15: thread ends
# expect-since-3.15: last exit function
