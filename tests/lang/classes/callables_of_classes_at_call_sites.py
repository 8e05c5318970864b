# A call of a class's attribute, Class.f(...), remembers what it has found. Whatever changes the class, its bases, its
# metaclass or the object must be seen by the next call, and the callee is found before the arguments are computed.
import functools


def show(*values):
    print(*values)


class Base:
    def method(self, a, b=2):
        return "method", a, b

    @staticmethod
    def static(a, b="default"):
        return "static", a, b

    @classmethod
    def made(cls, a):
        return cls.__name__, a

    native = len
    part = staticmethod(functools.partial(max, 3))


class Derived(Base):
    pass


def call_all(cls, obj, arg):
    return (cls.method(obj, arg), cls.static(arg), cls.made(arg), cls.native([arg]), cls.part(arg), obj.static(arg),
            obj.native([arg, arg]), obj.part(arg + 1))


def call_found(cls, obj, arg):
    # the arguments are calls, so the callee waits while they run
    return (cls.method(obj, int(str(arg))), cls.static(int(str(arg)), b=str(arg)), cls.made(abs(arg)),
            cls.native(list([arg])), cls.part(abs(arg)), obj.static(abs(arg)), obj.native(list([arg])))


obj = Derived()
for turn in range(6):
    result = call_all(Derived, obj, turn), call_found(Derived, obj, turn)
    if turn in (0, 5):
        show(turn, *result)

# the class changes
for change in range(6):
    if change == 1:
        Base.static = staticmethod(lambda a, b=0: ("new static", a, b))
    elif change == 2:
        Derived.static = lambda a, b=1: ("function", a, b)
    elif change == 3:
        Derived.method = lambda self, a: ("own method", a)
    elif change == 4:
        Derived.native = str
        Derived.part = [].__class__.__call__
    elif change == 5:
        del Derived.static, Derived.method
        Derived.part = min
    for turn in range(4):
        try:
            result = Derived.static(turn), Derived.method(obj, turn), Derived.native(""), Derived.static(abs(turn))
        except TypeError as error:
            result = str(error)
    show(change, result)

# an object hides the value of its class
class Holder:
    value = staticmethod(lambda x: ("class", x))


def ask(holder, x):
    return holder.value(x), holder.value(abs(x))


holders = [Holder() for _ in range(4)]
for holder in holders:
    ask(holder, 1)
holders[1].value = lambda x: ("object", x)
show([ask(holder, 2) for holder in holders])
Holder.value = property(lambda self: lambda x: ("property", x))
show([ask(holder, 3) for holder in holders])
Holder.value = lambda self, x: ("method", x)
show([ask(holder, 4) for holder in holders])


# what the arguments do comes after the look-up
class Changing:
    @staticmethod
    def f(x):
        return "before", x


def replace(x):
    Changing.f = staticmethod(lambda y: ("after", y))
    return x


def restore(x):
    Changing.f = staticmethod(lambda y: ("before", y))
    return x


for turn in range(5):
    first = Changing.f(replace(turn))
    second = Changing.f(restore(turn))
show(first, second)


# metaclasses: their data descriptors come first, their methods last
class Meta(type):
    @property
    def watched(cls):
        return lambda x: ("metaclass", x)

    def only_here(cls, x):
        return cls.__name__, x


class Watched(metaclass=Meta):
    watched = staticmethod(lambda x: ("class", x))
    plain = staticmethod(lambda x: ("plain", x))


for turn in range(4):
    result = Watched.watched(turn), Watched.plain(turn), Watched.only_here(turn)
show(result)
Meta.plain = property(lambda cls: lambda x: ("metaclass now", x))
show(Watched.plain(1))
del Meta.plain
show(Watched.plain(1))


# wrappers of native classes
class Frozen:
    __slots__ = ("a", "__dict__")

    def __init__(self, a, b):
        object.__setattr__(self, "a", a)
        object.__setattr__(self, "b", b)

    def __setattr__(self, name, value):
        raise AttributeError("frozen")


for turn in range(5):
    frozen = Frozen(turn, abs(turn))
show(frozen.a, frozen.b, object.__getattribute__(frozen, "a"))
for wrong in (lambda: object.__setattr__(frozen, 1, 2),
              lambda: int.__add__("a", 1), lambda: dict.fromkeys(), lambda: str.join(1, [])):
    try:
        wrong()
    except TypeError as error:
        show(type(error).__name__, error)
for turn in range(4):
    result = dict.fromkeys("ab", turn), str.join("-", map(str, (turn, turn))), int.from_bytes(bytes([turn]), "big")
show(result)


# defaults, keyword-only parameters, *args, generators and too few arguments through the same call
class Many:
    def plain(a):
        return a

    def defaults(a, b=1, *, c=2):
        return a, b, c

    def rest(*args, **kwargs):
        return args, kwargs

    def steps(n):
        yield from range(n)

    async def later(n):
        return n


def through(f, *args):
    Many.f = f
    try:
        value = Many.f(*args) if len(args) > 1 else Many.f(args[0])
        again = Many.f(abs(args[0]))
        return (list(value), list(again)) if hasattr(value, "send") and not hasattr(value, "cr_code") else (value, again)
    except TypeError as error:
        return str(error).replace("Many.", "")


for f in (Many.plain, Many.defaults, Many.rest, Many.steps, Many.plain, lambda: 0):
    show([through(f, x) for x in (1, 2, 3)][-1])
coroutine = Many.later(abs(-3))
try:
    coroutine.send(None)
except StopIteration as stop:
    show("coroutine", stop.value)

# the last reference to a callee goes away while it runs
class Lonely:
    pass


def vanish(x):
    Lonely.f = None
    return "ran", x


for turn in range(5):
    Lonely.f = lambda x: (setattr(Lonely, "f", None), "gone", x)[1:]
    result = Lonely.f(turn)
    Lonely.f = lambda x: ("argument", x)
    result2 = Lonely.f(vanish(turn))
show(result, result2, Lonely.f)

# one call site for static methods, methods, callables in objects and modules
import math


class Static:
    @staticmethod
    def sqrt(x):
        return "static", x


class Method:
    def sqrt(self, x):
        return "method", x


class Other(Method):
    pass


class Attribute:
    def __init__(self):
        self.sqrt = lambda x: ("attribute", x)


def mixed(o, x):
    return o.sqrt(x), o.sqrt(abs(x))


for order in ((Static, Static(), Method(), Other()), (Method(), Static, Attribute(), math), (math, Static, Method()),
              (Attribute(), Static, Method(), Other(), math)):
    for turn in range(12):
        results = [mixed(o, 4) for o in order]
    show(results)

# expect: 0 (('method', 0, 2), ('static', 0, 'default'), ('Derived', 0), 1, 3, ('static', 0, 'default'), 2, 3) (('method', 0, 2), ('static', 0, '0'), ('Derived', 0), 1, 3, ('static', 0, 'default'), 1)
# expect: 5 (('method', 5, 2), ('static', 5, 'default'), ('Derived', 5), 1, 5, ('static', 5, 'default'), 2, 6) (('method', 5, 2), ('static', 5, '5'), ('Derived', 5), 1, 5, ('static', 5, 'default'), 1)
# expect: 0 (('static', 3, 'default'), ('method', 3, 2), 0, ('static', 3, 'default'))
# expect: 1 (('new static', 3, 0), ('method', 3, 2), 0, ('new static', 3, 0))
# expect: 2 (('function', 3, 1), ('method', 3, 2), 0, ('function', 3, 1))
# expect: 3 (('function', 3, 1), ('own method', 3), 0, ('function', 3, 1))
# expect: 4 (('function', 3, 1), ('own method', 3), '', ('function', 3, 1))
# expect: 5 (('new static', 3, 0), ('method', 3, 2), '', ('new static', 3, 0))
# expect: [(('class', 2), ('class', 2)), (('object', 2), ('object', 2)), (('class', 2), ('class', 2)), (('class', 2), ('class', 2))]
# expect: [(('property', 3), ('property', 3)), (('property', 3), ('property', 3)), (('property', 3), ('property', 3)), (('property', 3), ('property', 3))]
# expect: [(('method', 4), ('method', 4)), (('object', 4), ('object', 4)), (('method', 4), ('method', 4)), (('method', 4), ('method', 4))]
# expect: ('before', 4) ('after', 4)
# expect: (('metaclass', 3), ('plain', 3), ('Watched', 3))
# expect: ('metaclass now', 1)
# expect: ('plain', 1)
# expect: 4 4 4
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError descriptor '__add__' requires a 'int' object but received a 'str'
# expect: TypeError fromkeys expected at least 1 argument, got 0
# expect: TypeError descriptor 'join' for 'str' objects doesn't apply to a 'int' object
# expect: ({'a': 3, 'b': 3}, '3-3', 3)
# expect: (3, 3)
# expect: ((3, 1, 2), (3, 1, 2))
# expect: (((3,), {}), ((3,), {}))
# expect: ([0, 1, 2], [0, 1, 2])
# expect: (3, 3)
# expect: <lambda>() takes 0 positional arguments but 1 was given
# expect: coroutine 3
# expect: ('gone', 4) ('argument', ('ran', 4)) None
# expect: [(('static', 4), ('static', 4)), (('static', 4), ('static', 4)), (('method', 4), ('method', 4)), (('method', 4), ('method', 4))]
# expect: [(('method', 4), ('method', 4)), (('static', 4), ('static', 4)), (('attribute', 4), ('attribute', 4)), (2.0, 2.0)]
# expect: [(2.0, 2.0), (('static', 4), ('static', 4)), (('method', 4), ('method', 4))]
# expect: [(('attribute', 4), ('attribute', 4)), (('static', 4), ('static', 4)), (('method', 4), ('method', 4)), (('method', 4), ('method', 4)), (2.0, 2.0)]
