import gc
import weakref


class Node:
    def __del__(self):
        print("del")


gc.disable()
a, b = Node(), Node()
a.other, b.other = b, a
r = weakref.ref(a)
del a, b
print(r() is not None)
print(gc.collect() > 0, r())
gc.enable()
print(gc.isenabled(), gc.is_tracked([]), gc.is_tracked(5), gc.collect())


class Lazarus:
    def __init__(self):
        self.me = self

    def __del__(self):
        global saved
        saved = self


Lazarus()
gc.collect()
print(type(saved).__name__, saved.me is saved)

# expect: True
# expect: del
# expect: del
# expect: True None
# expect: True True False 0
# expect: Lazarus True
