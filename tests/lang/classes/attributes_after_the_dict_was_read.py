# An object whose __dict__ a script has read keeps its attributes there. Reads and calls find what the dict has now, then
# what the class has.
import types

class Base:
    default = "class"
    def method(self):
        return "method", self.x
    @classmethod
    def of(cls):
        return cls.__name__
    @staticmethod
    def loose():
        return "loose"
    @property
    def size(self):
        return len(self.__dict__)

def look(o):
    return o.x, o.default, o.method(), o.of(), o.loose(), o.size

def make():
    o = Base()
    o.x = 1
    return o

plain, read = make(), make()
names = vars(read)
for o in (read, plain, read, read):
    print(look(o))
names["x"] = 2
names["default"] = "own"
print(look(read), look(plain))
names["method"] = lambda: "own method"
names["of"] = lambda: "own of"
print(look(read), look(plain))
del names["method"], read.of, names["default"]
print(look(read))
Base.default, Base.method = "changed", lambda self: ("replaced", self.x)
print(look(read), look(plain))
read.__dict__ = {"x": "other dict"}
print(look(read), names["x"])
names["x"] = "unseen"
print(look(read))
del read.x
for o in (read, make()):
    try:
        print(look(o))
    except AttributeError as e:
        print(e)

# A key that is no plain str is found by its __eq__, which may do anything.
class Key(str):
    def __hash__(self):
        return hash(str(self))
    def __eq__(self, other):
        asked.append(str(other))
        return str.__eq__(self, other)
asked = []
odd = make()
vars(odd).clear()
vars(odd)[Key("x")] = "by key"
vars(odd)[Key("method")] = lambda: "called by key"
for _ in range(3):
    print(odd.x, odd.method())
print(sorted(set(asked)))

class Thief(str):
    def __hash__(self):
        return hash("method")
    def __eq__(self, other):
        if other == "method" and "method" in Base.__dict__:
            del Base.method
        return False
odd = make()
vars(odd)[Thief("thief")] = 0
def call():
    return odd.method()
for _ in range(2):
    try:
        print(call())
    except AttributeError as e:
        print(e)

class Hooked:
    def __getattr__(self, name):
        return "hook " + name
    def __init__(self):
        self.__dict__.update(a=1)
h = Hooked()
for _ in range(3):
    print(h.a, h.b, h.c)
h.__dict__["b"] = "own"
print(h.a, h.b, h.c)

space = types.SimpleNamespace(a=1, f=lambda: "f")
for _ in range(3):
    print(space.a, space.f(), vars(space)["a"])

class Slotted:
    __slots__ = ("s", "__dict__")
s = Slotted()
s.s, s.d = 1, 2
vars(s)["s"] = "hidden"
for _ in range(3):
    print(s.s, s.d)

class Text(str):
    pass
t = Text("abc")
t.note = 1
vars(t)["more"] = 2
for _ in range(3):
    print(t.note, t.more, t.upper())

def swap(o, cls):
    o.__class__ = cls
    return o
class Other(Base):
    default = "other"
    def method(self):
        return "other method"
Base.method = lambda self: "base method"
mixed = [make(), swap(make(), Other), make(), swap(make(), Other)]
vars(mixed[2])
for o in mixed * 2:
    print(o.x, o.default, o.method())

# expect: (1, 'class', ('method', 1), 'Base', 'loose', 1)
# expect: (1, 'class', ('method', 1), 'Base', 'loose', 1)
# expect: (1, 'class', ('method', 1), 'Base', 'loose', 1)
# expect: (1, 'class', ('method', 1), 'Base', 'loose', 1)
# expect: (2, 'own', ('method', 2), 'Base', 'loose', 2) (1, 'class', ('method', 1), 'Base', 'loose', 1)
# expect: (2, 'own', 'own method', 'own of', 'loose', 4) (1, 'class', ('method', 1), 'Base', 'loose', 1)
# expect: (2, 'class', ('method', 2), 'Base', 'loose', 1)
# expect: (2, 'changed', ('replaced', 2), 'Base', 'loose', 1) (1, 'changed', ('replaced', 1), 'Base', 'loose', 1)
# expect: ('other dict', 'changed', ('replaced', 'other dict'), 'Base', 'loose', 1) 2
# expect: ('other dict', 'changed', ('replaced', 'other dict'), 'Base', 'loose', 1)
# expect: 'Base' object has no attribute 'x'
# expect: (1, 'changed', ('replaced', 1), 'Base', 'loose', 1)
# expect: by key called by key
# expect: by key called by key
# expect: by key called by key
# expect: ['method', 'x']
# expect: ('replaced', 1)
# expect: 'Base' object has no attribute 'method'
# expect: 1 hook b hook c
# expect: 1 hook b hook c
# expect: 1 hook b hook c
# expect: 1 own hook c
# expect: 1 f 1
# expect: 1 f 1
# expect: 1 f 1
# expect: 1 2
# expect: 1 2
# expect: 1 2
# expect: 1 2 ABC
# expect: 1 2 ABC
# expect: 1 2 ABC
# expect: 1 changed base method
# expect: 1 other other method
# expect: 1 changed base method
# expect: 1 other other method
# expect: 1 changed base method
# expect: 1 other other method
# expect: 1 changed base method
# expect: 1 other other method
