import gc
import threading
import weakref


class Node:
    def __del__(self):
        finalized.append(id(self))


finalized, called, references = [], [], []
shared = [None] * 8


def run(seed):
    for n in range(300):
        node = Node()
        node.link = node if n % 2 else shared[n % 8]
        references.append(weakref.ref(node, lambda r: called.append(r)))
        shared[(n + seed) % 8] = node
    node = None


threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
shared.clear()
gc.collect()
print(len(finalized), len(called), len(set(map(id, called))), any(r() for r in references))

# expect: 1200 1200 1200 False
