# race: the global stop
import threading

stop = False


def work():
    while not stop:
        pass


def end():
    global stop
    stop = True


threads = [threading.Thread(target=f) for f in (work, end)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
