# Threads that replace a list in a field of an instance keep each other out by a critical section.
import threading

import replaced


class Tracked:
    __slots__ = ("itself", "tracker", "__weakref__")


tracker = replaced.Tracker()


def work(n):
    kept = []
    for i in range(6000):
        tracked = Tracked()
        tracked.itself = [tracked]
        tracked.tracker = tracker
        tracker.add(tracked)
        if i % 3 == 0:
            kept.append(tracked)
        if len(kept) > 3:
            kept.clear()


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("end")

# expect: end
