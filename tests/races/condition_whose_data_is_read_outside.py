# race: the global latest
# explore
import threading

latest, ready, condition = None, False, threading.Condition()


def produce():
    global latest, ready
    for n in range(3):
        with condition:
            ready = True
            condition.notify()
        latest = n


def consume():
    with condition:
        condition.wait_for(lambda: ready)
    print(latest)


threads = [threading.Thread(target=f) for f in (consume, produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
