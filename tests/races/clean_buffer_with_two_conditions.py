# no race
# explore
import threading

lock = threading.Lock()
not_empty, not_full = threading.Condition(lock), threading.Condition(lock)
buffer, head, count = [None] * 3, 0, 0


def put(item):
    global count
    with not_full:
        while count == 3:
            not_full.wait()
        buffer[(head + count) % 3] = item
        count += 1
        not_empty.notify()


def get():
    global head, count
    with not_empty:
        while not count:
            not_empty.wait(0.5)
        item = buffer[head]
        head = (head + 1) % 3
        count -= 1
        not_full.notify()
        return item


def produce():
    for n in range(10):
        put(n)


def consume():
    for _ in range(10):
        get()


threads = [threading.Thread(target=f) for f in (produce, produce, consume, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert count == 0
