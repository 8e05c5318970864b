# Weak references with a callback are cleared first, finalizers run once, who is saved lives on: also when a thread collects by itself.
import gc
import threading
import weakref

saved = []
called = []
finalized = 0
revived = 0


class Node:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        global finalized, revived
        with lock:
            finalized += 1
        if self.ref() is not None:
            called.append("a weak reference still leads to a finalized object")
        if self.number % 500 == 0:
            with lock:
                revived += 1
            saved.append(self)


lock = threading.Lock()
COUNT = 6000


def make():
    for n in range(COUNT):
        node = Node(n)
        node.me = node
        node.ref = weakref.ref(node, called.append)


threads = [threading.Thread(target=make) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
gc.collect()
print(finalized == 3 * COUNT, revived, len(saved), called)
print(sorted(node.number for node in saved) == sorted(list(range(0, COUNT, 500)) * 3), all(node.me is node for node in saved))
survivors = [weakref.ref(node) for node in saved]
saved.clear()
gc.collect()
gc.collect()
print(finalized == 3 * COUNT, sum(r() is not None for r in survivors))

# expect: True 36 36 []
# expect: True True
# expect: True 0
