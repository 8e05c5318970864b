# o.f(...) where f is an attribute of the object: functions, closures, bound methods, classes, native functions. The site
# runs several times while callable, object and class change.
import threading, weakref

class Box:
    def __init__(self, f): self.f = f
class Other(Box):
    def __init__(self, f):
        self.before = 0
        self.f = f
class Slotted:
    __slots__ = ("f",)
    def __init__(self, f): self.f = f
class Method:
    def f(self, *args): return "method", args

def site(o, x):
    return o.f(x)
def closure(n):
    return lambda x: (n, x)
def with_default(x, y=5): return x, y
def star(*args): return args
def generator(x): yield x
class Made:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"Made({self.x})"
    def bound(self, x): return "bound", self.x, x
    def __call__(self, x): return "called", x

for f in (closure(1), closure(2), with_default, star, str, Made, Made("m").bound, Made("c"), [1, 2].index, len):
    for kind in (Box, Other, Slotted):
        o = kind(f)
        for x in (1, 2):
            try:
                print(site(o, x))
            except TypeError as e:
                print(type(e).__name__)
print(list(site(Box(generator), 3)), site(Method(), 1))

# The object dies with the call, and its callable runs on.
def temporaries():
    return [Box(closure(i)).f(i) for i in range(3)]
print(temporaries())
class Watched(Box):
    def __del__(self): print("object gone")
def own():
    def f(x):
        print("running", watch() is None)
        return x
    watch = weakref.ref(f)
    return f
def once(): return Watched(own()).f(7)
for _ in range(3):
    print(once())

# The callable replaces or deletes itself.
def replacing(x):
    o.f = closure("new")
    return "old", x
def deleting(x):
    del o.f
    return "deleted", x
for f in (replacing, deleting):
    o = Box(f)
    for _ in range(3):
        try:
            print(site(o, 1))
        except AttributeError as e:
            print(e)

# The class takes the name over, and gives it back.
o = Box(closure("own"))
print(site(o, 1), site(o, 1))
Box.f = property(lambda self: closure("property"))
print(site(o, 1), site(o, 1))
Box.f = Method.f
print(site(o, 1))
del Box.f
print(site(o, 1))
Box.__getattribute__ = lambda self, name: closure("getattribute")
print(site(o, 1))
del Box.__getattribute__
vars(o)["f"] = closure("dict")
print(site(o, 1), site(Box(closure("slot")), 1))
o.f = 5
for _ in range(2):
    try:
        site(o, 1)
    except TypeError as e:
        print(e)
for arguments in ((), (1, 2)):
    try:
        o.f = closure(0)
        o.f(*arguments)
    except TypeError as e:
        print(e)

def deep(x):
    return d.f(x + 1)
d = Box(deep)
try:
    d.f(0)
except RecursionError:
    print("too deep")
def within(o):
    for i in range(3):
        yield o.f(i)
print(list(within(Box(closure("g")))))

shared = Box(closure("a"))
def change():
    for i in range(2000):
        shared.f = closure(i)
def call():
    for i in range(2000):
        if shared.f(i)[1] != i: print("wrong")
threads = [threading.Thread(target=t) for t in (change, call, call)]
for t in threads: t.start()
for t in threads: t.join()
print("done")

# expect: (1, 1)
# expect: (1, 2)
# expect: (1, 1)
# expect: (1, 2)
# expect: (1, 1)
# expect: (1, 2)
# expect: (2, 1)
# expect: (2, 2)
# expect: (2, 1)
# expect: (2, 2)
# expect: (2, 1)
# expect: (2, 2)
# expect: (1, 5)
# expect: (2, 5)
# expect: (1, 5)
# expect: (2, 5)
# expect: (1, 5)
# expect: (2, 5)
# expect: (1,)
# expect: (2,)
# expect: (1,)
# expect: (2,)
# expect: (1,)
# expect: (2,)
# expect: 1
# expect: 2
# expect: 1
# expect: 2
# expect: 1
# expect: 2
# expect: Made(1)
# expect: Made(2)
# expect: Made(1)
# expect: Made(2)
# expect: Made(1)
# expect: Made(2)
# expect: ('bound', 'm', 1)
# expect: ('bound', 'm', 2)
# expect: ('bound', 'm', 1)
# expect: ('bound', 'm', 2)
# expect: ('bound', 'm', 1)
# expect: ('bound', 'm', 2)
# expect: ('called', 1)
# expect: ('called', 2)
# expect: ('called', 1)
# expect: ('called', 2)
# expect: ('called', 1)
# expect: ('called', 2)
# expect: 0
# expect: 1
# expect: 0
# expect: 1
# expect: 0
# expect: 1
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: [3] ('method', (1,))
# expect: [(0, 0), (1, 1), (2, 2)]
# expect: object gone
# expect: running False
# expect: 7
# expect: object gone
# expect: running False
# expect: 7
# expect: object gone
# expect: running False
# expect: 7
# expect: ('old', 1)
# expect: ('new', 1)
# expect: ('new', 1)
# expect: ('deleted', 1)
# expect: 'Box' object has no attribute 'f'
# expect: 'Box' object has no attribute 'f'
# expect: ('own', 1) ('own', 1)
# expect: ('property', 1) ('property', 1)
# expect: ('own', 1)
# expect: ('own', 1)
# expect: ('getattribute', 1)
# expect: ('dict', 1) ('slot', 1)
# expect: 'int' object is not callable
# expect: 'int' object is not callable
# expect: closure.<locals>.<lambda>() missing 1 required positional argument: 'x'
# expect: closure.<locals>.<lambda>() takes 1 positional argument but 2 were given
# expect: too deep
# expect: [('g', 0), ('g', 1), ('g', 2)]
# expect: done
