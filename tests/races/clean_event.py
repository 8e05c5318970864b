# no race
import threading

ready, data = threading.Event(), None


def write():
    global data
    data = [1, 2, 3]
    data[0] = 5
    ready.set()


def read():
    ready.wait()
    data.append(sum(data))


threads = [threading.Thread(target=f) for f in (write, read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
