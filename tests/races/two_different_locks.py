# race: the global total
# explore
# says: these hold different ones
import threading

total, a, b = 0, threading.Lock(), threading.Lock()


def first():
    global total
    with a:
        total += 1


def second():
    global total
    with b:
        total += 1


threads = [threading.Thread(target=f) for f in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
