# fails: 1
# The flag is set before the data it speaks of.
import threading

data, ready = None, False


def write():
    global data, ready
    ready = True
    data = "text"


def read():
    if ready:
        data.upper()


threads = [threading.Thread(target=write), threading.Thread(target=read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
