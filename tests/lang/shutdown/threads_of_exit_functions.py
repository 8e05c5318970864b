# min-version: 3.15
# An exit function may start a thread, which may register an exit function: the program ends after both.
import atexit
import threading
import time


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

# expect: exit function
# expect: thread begins
# expect: thread ends
# expect: last exit function
