# Static classes of an extension, and Python classes derived from them.
import gc
import classes
from classes import Counter, Length, Thing


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


t = Thing(4, "held")
print(t, t.n, t.half, t.letter, t.held, t.seen, t.double, t.triple)
print(len(t), list(t), t[1], t[-1], 4 in t, 5 in t, bool(t), bool(Thing(0)), hash(t), t.__index__(), [10, 20, 30, 40, 50][t])
print(t + Thing(3), t + 1, 1 + t, -t, t == Thing(4), t != 4, t < Thing(5), t ** 2, 2 ** t, pow(t, 2, 5), t(1, k=2), t())
t += 6
print(t, t.method(9), Thing.make(3), t.make(2), Thing.static(1), t.static(2))
t[2] = "x"
del t[-1]
t.double = 20
t.half = 2
t.letter = "é"[:0] or "y"
t.held = [1]
print(t, t.half, t.letter, t.held, t.seen)
del t.held
print(t.seen)
for name in ("held", "nothing"):
    show(getattr, t, name)
for name, value in (("triple", 1), ("seen", 1), ("n", "x"), ("n", 10), ("letter", "ab"), ("double", "x"), ("nothing", 1)):
    show(setattr, t, name, value)
for name in ("n", "double", "triple", "held"):
    show(delattr, t, name)
show(Thing)
show(Thing, "x")
show(Thing, 1, other=2)
show(lambda: t + "x")
show(lambda: t - 1)
show(lambda: t["x"])
show(lambda: t[100])
show(lambda: Thing.method(5, 1))
show(setattr, Thing, "attribute", 1)
print(Thing, Thing.__doc__, Thing.__text_signature__, Thing.__module__, Thing.__mro__, Thing.__basicsize__ > 0)
print(Thing.method, Thing.method.__doc__, Thing.method.__text_signature__, Thing.n, Thing.n.__doc__, Thing.double, Thing.__add__, Thing.__len__)
print(sorted(name for name in vars(Thing) if name not in ("__getstate__",)))
print(Thing.__radd__(t, 1), Thing.__getitem__(t, 2), Thing.__repr__(t), t.__eq__(Thing(10)), t.__pow__(2), Thing.__call__(t, 1), Thing.__hash__(t))

print(Thing.__flags__ >> 9 & 1, Counter.__flags__ >> 9 & 1, type("Sub", (Thing,), {}).__flags__ >> 9 & 1)
c = Counter(3)
print(c, list(c), list(c), isinstance(c, Thing), c.n, c + 1, Counter.__base__)
show(type, "Derived", (Counter,), {})


class Sub(Thing):
    "A Python class."

    def __init__(self, n, *rest, name="sub"):
        super().__init__(n, *rest)
        self.name = name

    def __repr__(self):
        return f"Sub:{super().__repr__()}:{self.name}"

    def __len__(self):
        return 2

    def __radd__(self, other):
        return ("radd", other)


class Slotted(Thing):
    __slots__ = ("extra",)


s = Sub(6, name="six")
print(s, len(s), list(s), s + 1, 1 + s, Thing(1) + s, s + Thing(1), s.method(1), vars(s), s == Thing(6), s < Thing(7), s ** 2)
w = Slotted(1)
w.extra = [w]
print(w, w.extra[0] is w, hasattr(w, "__dict__"))
print(Sub.make(2), type(Sub.make(2)))
Sub.__repr__ = lambda self: "new repr"
print(s, classes.look(s)[:2])

x = Length(2.5)
print(x, x + 1, x * 2, type(x + 1), x == 2.5, hash(x) == hash(2.5), isinstance(x, float), f"{x:.3f}", int(x), [1, 2, 3][int(x)])


class Long(Length):
    def __repr__(self):
        return "Long" + super().__repr__()


print(Long(1.5), Long("3"), repr(Long()))

for value in (5, 2.5, "text", [1], (1,), {}, None, {1}, b"b", t, s, c, x, iter([1]), object, lambda: 1):
    name, text, *rest = classes.look(value)
    print(name, text if "0x" not in text else "...", *rest)

# Ends, and cycles through C.
gc.collect()
before = classes.count()
for i in range(10):
    Thing(i)
print(classes.count() - before)
held = Thing(1)
held.held = [held]
del held
loop = Sub(2)
loop.me = loop
del loop, w
gc.collect()
print(classes.count() - before)

# expect: Thing(4) 4 2.0 x held held 8 12
# expect: 4 [0, 1, 4, 9] 1 9 True False True False 4 4 50
# expect: Thing(7) Thing(5) Thing(5) Thing(-4) True True True (4, 2, None) (2, 4, None) (4, 2, 5) (4, (1,), {'k': 2}) (4, (), None)
# expect: Thing(10) (10, 9) Thing(3) Thing(2) (False, 1) (False, 2)
# expect: item 2 = 'x'
# expect: item 9 = Ellipsis
# expect: Thing(10) 2.0 y [1] [1]
# expect: None
# expect: AttributeError: 'classes.Thing' object has no attribute 'held'
# expect: AttributeError: 'classes.Thing' object has no attribute 'nothing'
# expect: AttributeError: attribute 'triple' of 'classes.Thing' objects is not writable
# expect: AttributeError: readonly attribute
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: None
# expect: TypeError: bad argument type for built-in operation
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: AttributeError: 'classes.Thing' object has no attribute 'nothing' and no __dict__ for setting new attributes
# expect: TypeError: can't delete numeric/char attribute
# expect: AttributeError: stays
# expect: AttributeError: attribute 'triple' of 'classes.Thing' objects is not writable
# expect: AttributeError: held
# expect: TypeError: Thing() missing required argument 'n' (pos 1)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: Thing() got an unexpected keyword argument 'other'
# expect: TypeError: unsupported operand type(s) for +: 'classes.Thing' and 'str'
# expect: TypeError: unsupported operand type(s) for -: 'classes.Thing' and 'int'
# expect: TypeError: sequence index must be integer, not 'str'
# expect: IndexError: no such item
# expect: TypeError: descriptor 'method' for 'classes.Thing' objects doesn't apply to a 'int' object
# expect: TypeError: cannot set 'attribute' attribute of immutable type 'classes.Thing'
# expect: <class 'classes.Thing'> A thing. (n, held=None) classes (<class 'classes.Thing'>, <class 'object'>) True
# expect: <method 'method' of 'classes.Thing' objects> The number and x. ($self, x) <member 'n' of 'classes.Thing' objects> The number. <attribute 'double' of 'classes.Thing' objects> <slot wrapper '__add__' of 'classes.Thing' objects> <slot wrapper '__len__' of 'classes.Thing' objects>
# expect: ['__add__', '__bool__', '__call__', '__contains__', '__delitem__', '__doc__', '__eq__', '__ge__', '__getitem__', '__gt__', '__hash__', '__iadd__', '__index__', '__init__', '__le__', '__len__', '__lt__', '__ne__', '__neg__', '__new__', '__pow__', '__radd__', '__repr__', '__rpow__', '__setitem__', 'double', 'half', 'held', 'letter', 'make', 'method', 'n', 'seen', 'static', 'triple']
# expect: Thing(11) 4 Thing(10) True (10, 2, None) (10, (1,), None) 10
# expect: 0 0 1
# expect: Thing(3) [0, 1, 2] [] True 3 Thing(4) <class 'classes.Thing'>
# expect: TypeError: type 'classes.Counter' is not an acceptable base type
# expect: Sub:Thing(6):six 2 [0, 1, 4, 9, 16, 25] Thing(7) ('radd', 1) ('radd', Thing(1)) Thing(7) (6, 1) {'name': 'six'} True True (6, 2, None)
# expect: Thing(1) True False
# expect: Sub:Thing(2):sub <class '__main__.Sub'>
# expect: new repr ('Sub', 'new repr')
# expect: <2.5 in 7> 3.5 5.0 <class 'float'> True True True 2.500 2 3
# expect: Long<1.5 in 7> Long<3.0 in 7> Long<0.0 in 7>
# expect: int 5 10 0 0 0 1
# expect: float 2.5 5.0 0 0 0 0
# expect: str 'text' None 1 0 0 16
# expect: list [1] None 1 0 1 2
# expect: tuple (1,) None 1 0 0 4
# expect: dict {} None 1 0 1 32
# expect: NoneType None None 0 0 0 0
# expect: set {1} None 0 0 1 0
# expect: bytes b'b' None 1 0 0 8
# expect: classes.Thing Thing(10) Thing(20) 0 0 0 0
# expect: Sub new repr Thing(12) 0 0 0 0
# expect: classes.Counter Thing(3) Thing(6) 0 1 0 0
# expect: classes.Length <2.5 in 7> 5.0 0 0 0 0
# expect: list_iterator ... None 0 1 0 0
# expect: type <class 'object'> None 0 0 0 128
# expect: function ... None 0 0 0 0
# expect: 10
# expect: 13
