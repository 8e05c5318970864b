import weakref


class C:
    def __init__(self, n):
        self.n = n

    def method(self):
        return self.n


keep = [C(i) for i in range(3)]
values = weakref.WeakValueDictionary({i: c for i, c in enumerate(keep)})
keys = weakref.WeakKeyDictionary({c: c.n for c in keep})
group = weakref.WeakSet(keep)
print(len(values), len(keys), len(group), values[1].n)
c = None
del keep[1]
print(sorted(values), sorted(keys.values()), len(group))
f = weakref.finalize(keep[0], print, "finalized", 0)
m = weakref.WeakMethod(keep[0].method)
print(f.alive, m()())
keep.clear()
print(f.alive, len(values), m())

# expect: 3 3 3 1
# expect: [0, 2] [0, 2] 2
# expect: True 0
# expect: finalized 0
# expect: False 0 None
