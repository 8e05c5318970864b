# o.m(a, k=b): one site sees several classes, kinds of methods and signatures, while the class changes.
import threading

class A:
    def m(self, a, k=0): return "A", a, k
class B(A):
    def m(self, a, *, k=0, more=1): return "B", a, k, more
class C(A): pass
class Slots:
    __slots__ = ("m",)
    def __init__(self, f): self.m = f
class Own(A):
    def __init__(self): self.m = lambda a, k=0: ("own", a, k)
class Class:
    @classmethod
    def m(cls, a, k=0): return cls.__name__, a, k
class Static:
    @staticmethod
    def m(a, k=0): return "static", a, k
class Hook:
    def __getattr__(self, name): return lambda a, k=0: (name, a, k)

def site(o, a, b): return o.m(a, k=b)
for o in (A(), B(), C(), Slots(lambda a, k: ("slot", a, k)), Own(), Class(), Class, Static(), Static, Hook(), A()):
    print(site(o, 1, 2), site(o, 3, 4))
for _ in range(2):
    for o in (A, 1, None):
        try:
            site(o, A(), 2)
            print("called")
        except (AttributeError, TypeError) as e:
            print(type(e).__name__, e)

def changes(o):
    yield site(o, 1, 2)
    A.m = lambda self, a, k: ("replaced", a, k)
    yield site(o, 1, 2)
    A.m = classmethod(lambda cls, a, k: (cls.__name__, a, k))
    yield site(o, 1, 2)
    A.m = staticmethod(lambda a, k: ("static", a, k))
    yield site(o, 1, 2)
    A.m = property(lambda self: lambda a, k: ("property", a, k))
    yield site(o, 1, 2)
    A.m = dict
    yield site(o, (), 2)
    A.m = lambda self, **names: sorted(names)
    try:
        yield site(o, 1, 2)
    except TypeError as e:
        yield str(e).split(") ")[-1]
    A.m = lambda self, a, b: 0
    try:
        yield site(o, 1, 2)
    except TypeError as e:
        yield str(e).split(") ")[-1]
    A.m = lambda *args, **names: (len(args), names)
    yield site(o, 1, 2)
    del A.m
    try:
        yield site(o, 1, 2)
    except AttributeError as e:
        yield str(e)
    A.m = lambda self, a, k: ("back", a, k)
    yield site(o, 1, 2)
    o.m = lambda a, k: ("instance", a, k)
    yield site(o, 1, 2)
    del o.m
    yield site(o, 1, 2)
print(*changes(A()), sep="\n")
print(*changes(C()), sep="\n")

# Native methods, and methods found before arguments that are calls.
def split(s, n): return s.split(" ", maxsplit=n)
def encode(s, e): return s.encode("ascii", errors=e)
def sort(items, key):
    items.sort(key=key, reverse=True)
    return items
def nested(o, f): return o.m(f(1), k=f(2))
for s in ("a b c", "x y", b"1 2 3"):
    try:
        print(split(s, 1))
    except TypeError as e:
        print(e)
print(encode("\xe4a", "ignore"), encode("b\xe4", "replace"), sort([1, 3, 2], None), sort(["a", "ccc", "bb"], len))
for _ in range(3):
    print(nested(A(), str), nested(Class, len([]).__add__))
class Counted:
    def m(self, a, k): return type(a).__name__
    def __del__(self): print("gone")
def temporary(): return [Counted().m([i], k=i) for i in range(2)]
print(temporary())

shared = C()
def change():
    for i in range(1000):
        A.m = (lambda n: lambda self, a, k: (n, a, k))(i)
        if i % 10 == 0: A.m = classmethod(lambda cls, a, k: (0, a, k))
def use():
    for i in range(1000):
        if site(shared, i, -i)[1:] != (i, -i): print("wrong")
threads = [threading.Thread(target=f) for f in (change, use, use)]
for t in threads: t.start()
for t in threads: t.join()
print("done")

# expect: ('A', 1, 2) ('A', 3, 4)
# expect: ('B', 1, 2, 1) ('B', 3, 4, 1)
# expect: ('A', 1, 2) ('A', 3, 4)
# expect: ('slot', 1, 2) ('slot', 3, 4)
# expect: ('own', 1, 2) ('own', 3, 4)
# expect: ('Class', 1, 2) ('Class', 3, 4)
# expect: ('Class', 1, 2) ('Class', 3, 4)
# expect: ('static', 1, 2) ('static', 3, 4)
# expect: ('static', 1, 2) ('static', 3, 4)
# expect: ('m', 1, 2) ('m', 3, 4)
# expect: ('A', 1, 2) ('A', 3, 4)
# expect: TypeError A.m() missing 1 required positional argument: 'a'
# expect: AttributeError 'int' object has no attribute 'm'
# expect: AttributeError 'NoneType' object has no attribute 'm'
# expect: TypeError A.m() missing 1 required positional argument: 'a'
# expect: AttributeError 'int' object has no attribute 'm'
# expect: AttributeError 'NoneType' object has no attribute 'm'
# expect: ('A', 1, 2)
# expect: ('replaced', 1, 2)
# expect: ('A', 1, 2)
# expect: ('static', 1, 2)
# expect: ('property', 1, 2)
# expect: {'k': 2}
# expect: takes 1 positional argument but 2 were given
# expect: got an unexpected keyword argument 'k'
# expect: (2, {'k': 2})
# expect: 'A' object has no attribute 'm'
# expect: ('back', 1, 2)
# expect: ('instance', 1, 2)
# expect: ('back', 1, 2)
# expect: ('back', 1, 2)
# expect: ('replaced', 1, 2)
# expect: ('C', 1, 2)
# expect: ('static', 1, 2)
# expect: ('property', 1, 2)
# expect: {'k': 2}
# expect: takes 1 positional argument but 2 were given
# expect: got an unexpected keyword argument 'k'
# expect: (2, {'k': 2})
# expect: 'C' object has no attribute 'm'
# expect: ('back', 1, 2)
# expect: ('instance', 1, 2)
# expect: ('back', 1, 2)
# expect: ['a', 'b c']
# expect: ['x', 'y']
# expect: a bytes-like object is required, not 'str'
# expect: b'a' b'b?' [3, 2, 1] ['ccc', 'bb', 'a']
# expect: ('back', '1', '2') ('Class', 1, 2)
# expect: ('back', '1', '2') ('Class', 1, 2)
# expect: ('back', '1', '2') ('Class', 1, 2)
# expect: gone
# expect: gone
# expect: ['list', 'list']
# expect: done
