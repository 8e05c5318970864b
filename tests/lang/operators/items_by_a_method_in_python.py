# o[i] and o["name"] where the class has __getitem__ in Python. The same site runs for several kinds of containers, while
# the method is replaced, fails, suspends a generator, drops the container, or is no plain function.
import threading
import traceback
import weakref

class Box:
    def __init__(self, items): self.items = items
    def __getitem__(self, key): return self.items[key]
class Derived(Box):
    def __getitem__(self, key): return "derived", super().__getitem__(key)
class Inherits(Box): pass
class Listed(list):
    def __getitem__(self, key): return "listed", list.__getitem__(self, key)
class Missing(dict):
    def __missing__(self, key): return "missing", key
class Meta(type):
    def __getitem__(cls, key): return cls.__name__, key
class Named(metaclass=Meta): pass
class Generic:
    def __class_getitem__(cls, key): return "class_getitem", key

def at(o, i): return o[i]
def first(o): return o[0]
def named(o): return o["name"]

for o in (Box([1, 2]), Derived([1, 2]), Inherits((1, 2)), Listed([1, 2]), [1, 2], (1, 2), "12", {0: 1, 1: 2}, Missing({0: 1}), Named, Generic):
    print(at(o, 0), first(o), at(o, 1), first(o))
for o in ({"name": 1}, Box({"name": 2}), Named, Missing(), Derived({"name": 3})):
    print(named(o), named(o))

# Whatever the method is.
def three(self, key, more=5): return key, more
def many(*args): return len(args)
def steps(self, key):
    yield key
class Callable:
    def __call__(self, key): return "callable", key
    def __get__(self, object, owner): return lambda key: ("bound", key)
methods = [three, many, steps, Callable(), staticmethod(lambda key: ("static", key)), classmethod(lambda cls, key: (cls.__name__, key)), len,
           lambda self, key: NotImplemented, lambda self: 1, None]
for method in methods:
    Box.__getitem__ = method
    for _ in range(2):
        try:
            result = at(Inherits([]), 7)
            print(list(result) if method is steps else result)
        except TypeError as e:
            print("TypeError", str(e).split(") ")[-1])
del Box.__getitem__
try:
    at(Box([]), 1)
except TypeError as e:
    print(e)
Box.__getitem__ = lambda self, key: ("again", key)
print(at(Box([]), 1))

# Errors come with the line of the item, and are caught around it.
class Failing:
    def __getitem__(self, key):
        raise LookupError(key)
def caught(o):
    try:
        return o[
            3]
    except LookupError as e:
        return [(f.name, f.line) for f in traceback.extract_tb(e.__traceback__)]
print(caught(Failing()), caught(Failing()))

# Temporaries live as long as the method needs them, and die afterwards.
class Watched(Box):
    def __del__(self): print("container gone")
class Key:
    def __del__(self): print("key gone")
class Shows:
    def __init__(self): self.x = [1]
    def __getitem__(self, key):
        print("in the method", type(key).__name__)
        return self.x
    def __del__(self): print("gone")
print(Shows()[Key()])
Watched.__getitem__ = lambda self, key: key
print(type(Watched([])[Key()]).__name__)
def own_destination():
    x = Shows()
    x = x[Key()]
    return x
print(own_destination())
class Drops:
    def __getitem__(self, key):
        global kept
        watch = weakref.ref(self)
        kept = None
        return watch() is self, key
kept = Drops()
print(kept[1], kept)
kept = Drops()
def from_global(): return kept[2]
print(from_global())

# In generators, recursion, loops, in place, unpacked and compared.
def within(o):
    for i in range(2):
        yield o[i]
        yield o["name"]
Box.__getitem__ = lambda self, key: key
print(list(within(Box([]))))
class Nested:
    def __getitem__(self, n): return 0 if n == 0 else self[n - 1] + 1
print(Nested()[50])
class Deep:
    def __getitem__(self, n): return self[n + 1]
try:
    Deep()[0]
except RecursionError:
    print("too deep")
class Counts(Box):
    def __getitem__(self, key): return self.items.get(key, 0)
    def __setitem__(self, key, value): self.items[key] = value
c = Counts({})
for i in range(5):
    c["a"] += 1
    c[i] += c["a"]
print(c.items, c["a"] < 9, [c[i] for i in range(3)], -c[1])
Inherits.__getitem__ = lambda self, key: (key, key)
(a, b), d = Inherits([])[1], Inherits([])["name"]
print(a, b, d)
print([x for x in iter(Box([]).__getitem__, None).__reduce__()[1][1:]])

shared = Box([0])
def change():
    for i in range(2000):
        Box.__getitem__ = (lambda n: lambda self, key: (n, key))(i)
def use():
    for i in range(2000):
        if shared[i][1] != i: print("wrong")
Box.__getitem__ = lambda self, key: (0, key)
threads = [threading.Thread(target=f) for f in (change, use, use)]
for t in threads: t.start()
for t in threads: t.join()
print("done")

# expect: 1 1 2 1
# expect: ('derived', 1) ('derived', 1) ('derived', 2) ('derived', 1)
# expect: 1 1 2 1
# expect: ('listed', 1) ('listed', 1) ('listed', 2) ('listed', 1)
# expect: 1 1 2 1
# expect: 1 1 2 1
# expect: 1 1 2 1
# expect: 1 1 2 1
# expect: 1 1 ('missing', 1) 1
# expect: ('Named', 0) ('Named', 0) ('Named', 1) ('Named', 0)
# expect: ('class_getitem', 0) ('class_getitem', 0) ('class_getitem', 1) ('class_getitem', 0)
# expect: 1 1
# expect: 2 2
# expect: ('Named', 'name') ('Named', 'name')
# expect: ('missing', 'name') ('missing', 'name')
# expect: ('derived', 3) ('derived', 3)
# expect: (7, 5)
# expect: (7, 5)
# expect: 2
# expect: 2
# expect: [7]
# expect: [7]
# expect: ('bound', 7)
# expect: ('bound', 7)
# expect: ('static', 7)
# expect: ('static', 7)
# expect: ('Inherits', 7)
# expect: ('Inherits', 7)
# expect: TypeError object of type 'int' has no len()
# expect: TypeError object of type 'int' has no len()
# expect: NotImplemented
# expect: NotImplemented
# expect: TypeError takes 1 positional argument but 2 were given
# expect: TypeError takes 1 positional argument but 2 were given
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not callable
# expect: 'Box' object is not subscriptable
# expect: ('again', 1)
# expect: [('caught', 'return o['), ('__getitem__', 'raise LookupError(key)')] [('caught', 'return o['), ('__getitem__', 'raise LookupError(key)')]
# expect: in the method Key
# expect: gone
# expect: key gone
# expect: [1]
# expect: container gone
# expect: key gone
# expect: Key
# expect: in the method Key
# expect: key gone
# expect: gone
# expect: [1]
# expect: (True, 1) None
# expect: (True, 2)
# expect: [0, 'name', 1, 'name']
# expect: 50
# expect: too deep
# expect: {'a': 5, 0: 1, 1: 2, 2: 3, 3: 4, 4: 5} True [1, 2, 3] -2
# expect: 1 1 ('name', 'name')
# expect: [None]
# expect: done
