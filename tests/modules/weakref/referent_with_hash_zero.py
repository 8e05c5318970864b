import weakref

class Key:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n
    def __hash__(self): return hash(self.n)

keys = [Key(n) for n in range(3)]
table = weakref.WeakKeyDictionary((key, key.n) for key in keys)
print(len(table), hash(weakref.ref(keys[0])))
del keys[0]
print(len(table), sorted(table.values()))
keys.clear()
print(len(table))

class Sub(weakref.ref): pass
key = Key(5)
first, plain, last = Sub(key), weakref.ref(key), Sub(key)
refs = weakref.getweakrefs(key)
print(refs[0] is plain, len(refs), first in refs[1:], last in refs[1:])

# expect: 3 0
# expect: 2 [1, 2]
# expect: 0
# expect: True 3 True True
