# min-version: 3.15
# Finalizers of garbage in a cycle find each other through weak references without callback, and may revive what they
# find. Weak references with a callback are cleared before.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self


class Looks(Node):
    def __del__(self):
        seen.append((self.name, [r() and r().name for r in refs]))


class Revives(Node):
    def __del__(self):
        seen.append(self.name)
        kept.append(refs[0]())


def watched(*nodes):
    refs[:] = [weakref.ref(n) for n in nodes] + [weakref.ref(n, called.append) for n in nodes]


refs, seen, kept, called = [], [], [], []
gc.collect()
gc.disable()


def look():
    a, b = Looks("a"), Looks("b")
    a.other, b.other = b, a
    watched(a, b)


look()
gc.collect()
print(sorted(seen), [r() for r in refs], len(called))

seen.clear(), called.clear()


def revive():
    watched(Revives("c"), Node("d"))


revive()
gc.collect()
print(seen, [k.name for k in kept], [r() and r().name for r in refs], len(called))
watch = weakref.ref(kept[0])
kept.clear()
gc.collect()
print(seen, watch(), [r() for r in refs])


# A finalizer that has run already: the weak references of the garbage are cleared all the same.
def again():
    node = Revives("e")
    watched(node)
    return node


seen.clear()
again()
gc.collect()
print(seen, refs[0]() is kept[0])
refs[0] = weakref.ref(kept.pop())
gc.collect()
print(seen, refs[0]())

# expect: [('a', ['a', 'b', None, None]), ('b', ['a', 'b', None, None])] [None, None, None, None] 2
# expect: ['c'] ['c'] ['c', None, None, None] 2
# expect: ['c'] None [None, None, None, None]
# expect: ['e'] True
# expect: ['e'] None
