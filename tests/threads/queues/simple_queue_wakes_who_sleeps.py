import queue
import threading
import time


def asleep(threads):
    time.sleep(0.05)  # time to fall asleep; if it is not enough, the test asks for less
    return threads


def start(count, target):
    threads = [threading.Thread(target=target) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join()
    return "all ended"


# One put after the other, without a pause: each sleeper gets its own.
q, got = queue.SimpleQueue(), queue.SimpleQueue()
sleepers = asleep(start(8, lambda: got.put(q.get())))
for i in range(8):
    q.put(i)
print(join(sleepers), sorted(got.get() for _ in range(8)))

# A put that wakes a sleeper whose time is up has to serve somebody else.
q, taken, left = queue.SimpleQueue(), queue.SimpleQueue(), 400


def hasty():
    while True:
        try:
            item = q.get(timeout=0.0005)
        except queue.Empty:
            continue
        if item is None:
            return
        taken.put(item)


def patient():
    while (item := q.get()) is not None:
        taken.put(item)


mixed = start(3, hasty) + start(3, patient)
for i in range(left):
    q.put(i)
    if i % 4 == 0:
        time.sleep(0.0005)
for _ in mixed:
    q.put(None)
print(join(mixed), sorted(taken.get() for _ in range(left)) == list(range(left)), q.empty())

# To and fro: each item is waited for.
there, back = queue.SimpleQueue(), queue.SimpleQueue()


def echo():
    while (item := there.get()) is not None:
        back.put(item)
    back.put(None)


echoer = start(1, echo)
for i in range(2000):
    there.put(i)
    assert back.get() == i
there.put(None)
print(back.get(), join(echoer))

# expect: all ended [0, 1, 2, 3, 4, 5, 6, 7]
# expect: all ended True True
# expect: None all ended
