# What one thread appends to a shared deque and another takes out dies with the last reference, whichever end it was taken from.
import collections
import threading
import time


class Noisy:
    ended = 0
    lock = threading.Lock()

    def __init__(self, n):
        self.payload = [n]

    def __del__(self):
        with Noisy.lock:
            Noisy.ended += self.payload[0]


def produce(items, count):
    for n in range(1, count + 1):
        items.append(Noisy(n)) if n % 2 else items.appendleft(Noisy(n))


def consume(items, count, kept):
    taken = 0
    while taken < count:
        try:
            item = items.popleft() if taken % 3 else items.pop()
        except IndexError:
            continue
        taken += 1
        if item.payload[0] == 7:
            kept.append(item)


items, kept, limited = collections.deque(), [], collections.deque(maxlen=2)
threads = [threading.Thread(target=produce, args=(items, 300)), threading.Thread(target=consume, args=(items, 300, kept))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(items), len(kept), kept[0].payload)
pusher = threading.Thread(target=lambda: [limited.append(Noisy(1000)) for _ in range(5)])
pusher.start()
pusher.join()
limited.append(None)
limited.append(None)
kept.clear()
del threads, pusher
# join() returns a moment before the thread has gone, and until then what it owned may wait for it.
while Noisy.ended < 50150:
    time.sleep(0.001)
print(Noisy.ended)

# expect: 0 1 [7]
# expect: 50150
