# Attributes that native classes define, read at one place from many kinds of objects: C.__name__, f.__name__, o.__class__.
class Meta(type):
    @property
    def kind(cls):
        return "property of " + type.__dict__["__name__"].__get__(cls)

class Asking(type):
    def __getattr__(cls, name):
        return "asked for " + name

class Named(type):
    __name__ = "a constant"

class A: pass
class B(metaclass=Meta): pass
class D(metaclass=Asking): pass
class E(metaclass=Named): pass
class F:
    __name__ = "of the instance"
    foreign = type.__dict__["__name__"]
    own_class = property(lambda self: int)
class G(Exception): pass

def name(x): return x.__name__
def name_of_type(x): return type(x).__name__
def qualname(x): return x.__qualname__
def mro(x): return len(x.__mro__)
def class_of(x): return x.__class__
def kind(x): return x.kind
def foreign(x): return x.foreign
def cause(x): return x.__cause__
def missing(x): return x.__text_signature__

def show(f, *objects):
    for turn in range(40):
        found = []
        for x in objects:
            try:
                found.append(f(x))
            except Exception as e:
                found.append((type(e).__name__, str(e)))
    print(f.__name__, found)

show(name, A, B, D, E, int, F(), len, show, A)
show(name, A)
show(name, 5, A)
show(name_of_type, A(), A, B, B(), D(), E(), 5, 1.5, None, "", len, G(), True)
show(qualname, A, B, show, len, int)
show(mro, A, B, int, bool)
show(class_of, A(), A, 5, None, G(), B, "x")
show(kind, B, D)
show(foreign, F())
show(cause, G(), ValueError())
show(missing, D, int, A)

# The class gets another name, and the metaclass another attribute, while the place is in use.
def renamed():
    seen = set()
    for i in range(60):
        if i % 20 == 10:
            A.__name__ = "A%d" % i
        if i == 35:
            B.__class__.__name__ = "M"
        seen.add((name(A), name_of_type(A()), name_of_type(B)))
    return sorted(seen)
print(renamed())

def changing():
    seen = []
    for i in range(60):
        if i == 20:
            Meta.__name__ = property(lambda cls: "computed")
        if i == 40:
            del Meta.__name__
        seen.append(name(B))
    return sorted(set(seen[:20])), sorted(set(seen[20:40])), sorted(set(seen[40:]))
try:
    print(changing())
except Exception as e:
    print(type(e).__name__)

class Late(type): pass
class H(metaclass=Late): pass
def hook():
    seen = []
    for i in range(60):
        if i == 30:
            Late.__getattr__ = lambda cls, attribute: "late " + attribute
        try:
            seen.append((H.__name__, missing(H)))
        except AttributeError:
            seen.append(None)
    return seen[0], seen[29], seen[30], seen[-1]
print(hook())

# type(x) for what a register may hold: immediates, instances, classes, the last reference.
import weakref
def types(*values):
    out = []
    for x in values:
        out.append(type(x))
    return out
print(types(1, 1.5, True, None, ..., "a", b"", 2**70, A, types, NotImplemented))
def of_a_local_class():
    class Local: pass
    watch = weakref.ref(Local)
    for i in range(30):
        t = type(Local())
        n = type(Local()).__name__
    return t is Local, n
print(of_a_local_class())
for arguments in ((), (1, 2), ("N", (), {}), ("N", ())):
    for i in range(20):
        try:
            t = type(*arguments)
            t = t.__name__
        except TypeError as e:
            t = str(e)
    print(t)
type_ = type
def replaced(type):
    return type(5)
print([replaced(t) for t in (type_, str, type_, repr, type_)])

# expect: name ['A', 'B', 'D', 'a constant', 'int', 'of the instance', 'len', 'show', 'A']
# expect: name ['A']
# expect: name [('AttributeError', "'int' object has no attribute '__name__'"), 'A']
# expect: name_of_type ['A', 'type', 'Meta', 'B', 'D', 'a constant', 'int', 'float', 'NoneType', 'str', 'builtin_function_or_method', 'G', 'bool']
# expect: qualname ['A', 'B', 'show', 'len', 'int']
# expect: mro [2, 2, 2, 3]
# expect: class_of [<class '__main__.A'>, <class 'type'>, <class 'int'>, <class 'NoneType'>, <class '__main__.G'>, <class '__main__.Meta'>, <class 'str'>]
# expect: kind ['property of B', 'asked for kind']
# expect: foreign [('TypeError', "descriptor '__name__' for 'type' objects doesn't apply to a 'F' object")]
# expect: cause [None, None]
# expect: missing [None, None, None]
# expect: [('A', 'A', 'Meta'), ('A10', 'A10', 'Meta'), ('A30', 'A30', 'M'), ('A30', 'A30', 'Meta'), ('A50', 'A50', 'M')]
# expect: TypeError
# expect: (('H', None), ('H', None), ('H', None), ('H', None))
# expect: [<class 'int'>, <class 'float'>, <class 'bool'>, <class 'NoneType'>, <class 'ellipsis'>, <class 'str'>, <class 'bytes'>, <class 'int'>, <class 'type'>, <class 'function'>, <class 'NotImplementedType'>]
# expect: (True, 'Local')
# expect: type() takes 1 or 3 arguments
# expect: type() takes 1 or 3 arguments
# expect: N
# expect: type() takes 1 or 3 arguments
# expect: [<class 'int'>, '5', <class 'int'>, '5', <class 'int'>]
