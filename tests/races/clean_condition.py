# no race
import threading

condition, items, done = threading.Condition(), [], False


def produce():
    global done
    for n in range(10):
        with condition:
            items.append(n)
            condition.notify()
    with condition:
        done = True
        condition.notify_all()


def consume():
    while True:
        with condition:
            condition.wait_for(lambda: items or done)
            if not items:
                return
            items.pop(0)


threads = [threading.Thread(target=f) for f in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
