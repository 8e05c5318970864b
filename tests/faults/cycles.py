# Cyclic garbage, weak references and their callbacks, finalizers.
import gc
import weakref


class Node:
    def __init__(self, n):
        self.n, self.other = n, None


gone, finalized = [], []
keep = []
for n in range(60):
    a, b = Node(n), Node(-n)
    a.other, b.other = b, a
    keep.append(weakref.ref(a, lambda r: gone.append(r)))
    weakref.finalize(b, finalized.append, n)
del a, b
gc.collect()
print(len(gone), sorted(finalized)[:3], len(finalized), keep[0]() is None)
names = weakref.WeakValueDictionary()
alive = [Node(n) for n in range(20)]
for node in alive:
    names[node.n] = node
del alive[5:], node
gc.collect()
print(sorted(names), len(weakref.WeakSet(alive)), weakref.proxy(alive[2]).n, len(weakref.getweakrefs(alive[1])))
