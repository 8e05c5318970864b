# judged: deadlock
# says: nobody is left who could wake
# says: notifier waits at .*of_who_waits\.py:18, in notify\n.*which waiter took at .*of_who_waits\.py:12
# says: waiter waits at .*of_who_waits\.py:15, in wait
import threading

lock, condition = threading.Lock(), threading.Condition()
waits = threading.Event()


def wait():
    with lock:
        with condition:
            waits.set()
            condition.wait()
def notify():
    waits.wait()
    with lock:
        with condition:
            condition.notify()


threads = [threading.Thread(target=wait, name="waiter"), threading.Thread(target=notify, name="notifier")]
for t in threads:
    t.start()
for t in threads:
    t.join()
