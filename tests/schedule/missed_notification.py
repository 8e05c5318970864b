# fails: 67
# says: waits for the Condition made at \S+notification\.py:6, which only another thread can release
# The consumer waits without looking whether the item is there already: if it comes too late, nobody wakes it.
import threading

condition, ready = threading.Condition(), []


def produce():
    with condition:
        ready.append(1)
        condition.notify()


def consume():
    with condition:
        condition.wait()


threads = [threading.Thread(target=consume), threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
