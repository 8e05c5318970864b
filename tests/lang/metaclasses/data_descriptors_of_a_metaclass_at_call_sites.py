# C.name where the metaclass has a data descriptor for it: native ones of type, properties and others in Python. The same
# site sees several classes while metaclass and class change.
import threading

class Meta(type):
    @property
    def title(cls): return "title of " + cls.__name__
    @title.setter
    def title(cls, value): cls.kept = value
class A(metaclass=Meta): title = "own"
class B(A): pass
class Plain: pass
class Other(Plain): pass

def name(c): return c.__name__
def kind(o): return type(o).__name__
def own_kind(o): return o.__class__.__name__
def names(c): return [base.__name__ for base in c.__mro__]
def title(c): return c.title

for c in (A, B, Plain, Other, int, bool, Meta, type):
    print(name(c), name(c), names(c)[-1], own_kind(c), c.__qualname__, c.__flags__ == c.__flags__)
for o in (A(), B(), Plain(), 1, True, None, "", [], A, len):
    print(kind(o), kind(o), own_kind(o), own_kind(o))
print(title(A), title(B), title(A))
B.title = 5
print(B.kept, title(B))
for _ in range(2):
    try:
        title(Plain)
    except AttributeError as e:
        print(e)
A.__name__ = "Renamed"
print(name(A), kind(A()), title(A))

# The metaclass's descriptor is replaced, and gives way.
class Descriptor:
    def __init__(self, text): self.text = text
    def __get__(self, cls, meta): return self.text, cls.__name__, meta.__name__
    def __set__(self, cls, value): print("set", value)
Meta.title = Descriptor("first")
print(title(A), title(B))
Meta.title = Descriptor("second")
print(title(A), title(B))
A.title = 1
del Descriptor.__set__
print(title(A), title(B))
del A.title
print(title(A), title(B))
Descriptor.__set__ = lambda self, cls, value: None
print(title(A))
del Descriptor.__get__
print(type(title(A)).__name__)
del Meta.title
try:
    title(A)
except AttributeError as e:
    print(e)
Meta.__getattr__ = lambda cls, n: ("getattr", n)
print(title(A), name(A))
class Naming(type):
    __name__ = property(lambda cls: "from the metaclass")
class Named(metaclass=Naming): pass
print(name(Named), kind(Named()), name(Plain))
Meta.__getattribute__ = lambda cls, n: ("getattribute", n)
print(name(A), title(A), name(Plain))
del Meta.__getattribute__
print(name(A))

def failing(cls): raise ValueError("no")
Meta.title = property(failing)
for _ in range(2):
    try:
        title(A)
    except ValueError as e:
        print(e)
def temporary():
    return [type("T%d" % i, (), {}).__name__ for i in range(3)]
print(temporary())

# The class of an object changes.
o = Plain()
for c in (Other, Plain, Other):
    o.__class__ = c
    print(kind(o), own_kind(o))

def change():
    for i in range(500):
        Plain.__name__ = "Plain%d" % (i % 3)
        Meta.title = property((lambda n: lambda cls: n)(i))
def use():
    for _ in range(1000):
        if not name(Plain).startswith("Plain"): print("wrong", name(Plain))
        if type(title(B)) is not int: print("wrong", title(B))
Plain.__name__ = "Plain0"
Meta.title = property(lambda cls: 0)
threads = [threading.Thread(target=f) for f in (change, use, use)]
for t in threads: t.start()
for t in threads: t.join()
print("done")

# expect: A A object Meta A True
# expect: B B object Meta B True
# expect: Plain Plain object type Plain True
# expect: Other Other object type Other True
# expect: int int object type int True
# expect: bool bool object type bool True
# expect: Meta Meta object type Meta True
# expect: type type object type type True
# expect: A A A A
# expect: B B B B
# expect: Plain Plain Plain Plain
# expect: int int int int
# expect: bool bool bool bool
# expect: NoneType NoneType NoneType NoneType
# expect: str str str str
# expect: list list list list
# expect: Meta Meta Meta Meta
# expect: builtin_function_or_method builtin_function_or_method builtin_function_or_method builtin_function_or_method
# expect: title of A title of B title of A
# expect: 5 title of B
# expect: type object 'Plain' has no attribute 'title'
# expect: type object 'Plain' has no attribute 'title'
# expect: Renamed Renamed title of Renamed
# expect: ('first', 'Renamed', 'Meta') ('first', 'B', 'Meta')
# expect: ('second', 'Renamed', 'Meta') ('second', 'B', 'Meta')
# expect: set 1
# expect: own own
# expect: ('second', 'Renamed', 'Meta') ('second', 'B', 'Meta')
# expect: ('second', 'Renamed', 'Meta')
# expect: Descriptor
# expect: type object 'Renamed' has no attribute 'title'
# expect: ('getattr', 'title') Renamed
# expect: from the metaclass from the metaclass Plain
# expect: ('getattribute', '__name__') ('getattribute', 'title') Plain
# expect: Renamed
# expect: no
# expect: no
# expect: ['T0', 'T1', 'T2']
# expect: Other Other
# expect: Plain Plain
# expect: Other Other
# expect: done
