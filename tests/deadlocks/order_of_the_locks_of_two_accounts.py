# judged: order
# says: Lock order: 2 threads took 2 locks in a circle
# says: the Lock made at \S+accounts\.py:10 at \S+:15, in transfer
# says: the Lock made at \S+accounts\.py:10 \(2nd\) at \S+:16, in transfer
import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.money = 100


def transfer(source, target):
    with source.lock:
        with target.lock:
            source.money -= 1
            target.money += 1


def transfer_when(event, source, target, then):
    event.wait()
    for _ in range(10):
        transfer(source, target)
    then.set()


first, second, unused = Account(), Account(), Account()
events = [threading.Event() for _ in range(3)]
threads = [
    threading.Thread(target=transfer_when, args=(events[0], first, second, events[1])),
    threading.Thread(target=transfer_when, args=(events[1], second, first, events[2])),
]
for t in threads:
    t.start()
events[0].set()
for t in threads:
    t.join()
