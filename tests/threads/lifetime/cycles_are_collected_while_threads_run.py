import gc
import threading
import weakref


class Node:
    pass


refs = []


def work():
    for _ in range(200):
        a, b = Node(), Node()
        a.b, b.a = b, a
        refs.append(weakref.ref(a))


threads = [threading.Thread(target=work) for _ in range(3)]
[t.start() for t in threads]
for _ in range(5):
    gc.collect()
[t.join() for t in threads]
gc.collect()
print(len(refs), sum(r() is not None for r in refs))

# expect: 600 0
