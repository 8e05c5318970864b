# dir() of instances: attributes that come and go, __dict__ under other names, slots, exceptions, properties, threads.
import threading, types

def own(x):
    return [n for n in dir(x) if not n.startswith("__")]

class Plain:
    kind = "class"
    def __init__(self): self.b, self.a = 1, 2
    def method(self): pass
x = Plain()
print(own(x))
x.c = 3
del x.b
print(own(x), x.c, x.a, hasattr(x, "b"), x.method.__name__)
d = x.__dict__
d["z"] = 5
print(own(x), d is x.__dict__, x.z)
x.__dict__ = {"only": 1}
print(own(x), x.__class__.__name__ in str(dir(x)))
x.__dict__["not an identifier"] = 1
print(own(x))
x.__dict__.clear()
print(own(x))

class Numbers(Plain): pass
y = Numbers()
y.__dict__[5] = 6
try:
    print(own(y))
except TypeError as error:
    print(type(error).__name__)

class Slots:
    __slots__ = "p", "q"
class More(Slots):
    pass
s, m = Slots(), More()
s.p = m.p = m.extra = 1
print(own(s), own(m))

class Hidden:
    def __init__(self): self.real = 1
    @property
    def __dict__(self): return {"shown": 1}
class Wrong:
    __dict__ = 5
class Asks:
    def __init__(self): self.real = 1
    def __getattribute__(self, name):
        if name == "__dict__": return {"answered": 1}
        return object.__getattribute__(self, name)
class Otherwise:
    def __getattr__(self, name): raise AttributeError(name)
class Own:
    def __dir__(self): return ["b", "a"]
class Pretends:
    def __init__(self): self.mine = 1
    @property
    def __class__(self): return Plain
o = Otherwise()
o.v = 1
print(own(Hidden()), own(Wrong()), own(Asks()), own(o), dir(Own()), own(Pretends()))
e = KeyError("k")
e.note = 1
print("note" in dir(e), "args" in dir(e), own(types.SimpleNamespace(b=1, a=2)), "x" in dir(x), own(5)[:2], own(None))
m = types.ModuleType("m")
m.value = 1
print(own(m), "value" in vars(m))
def f(): pass
f.mark = 1
print(own(f))
class Dict(dict): pass
dd = Dict(k=1)
dd.attribute = 1
print("attribute" in dir(dd), "k" in dir(dd), "__dict__" in dir(Plain()), "__dict__" in dir(Slots()))

class Shared: pass
shared, failures = Shared(), []
def work(number):
    for i in range(200):
        setattr(shared, "n%d_%d" % (number, i % 5), i)
        if "n%d_%d" % (number, i % 5) not in dir(shared): failures.append(i)
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(failures, len(own(shared)))

# expect: ['a', 'b', 'kind', 'method']
# expect: ['a', 'c', 'kind', 'method'] 3 2 False method
# expect: ['a', 'c', 'kind', 'method', 'z'] True 5
# expect: ['kind', 'method', 'only'] False
# expect: ['kind', 'method', 'not an identifier', 'only']
# expect: ['kind', 'method']
# expect: TypeError
# expect: ['p', 'q'] ['extra', 'p', 'q']
# expect: ['shown'] [] ['answered'] ['v'] ['a', 'b'] ['kind', 'method', 'mine']
# expect: True True ['a', 'b'] False ['as_integer_ratio', 'bit_count'] []
# expect: ['value'] True
# expect: ['mark']
# expect: True False True False
# expect: [] 20
