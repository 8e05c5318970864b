# The method of a call is looked up before the arguments are evaluated, wherever it comes from.


def show(*values, **named):
    print(*values, *named.items())
    return values[0] if values else None


class Plain:
    def m(self, *args, **named):
        return "m", args, sorted(named.items())


def missing(o):
    for call in (lambda: o.missing(show("evaluated")), lambda: o.missing(1, key=show("evaluated")), lambda: o.missing(*show("evaluated"))):
        try:
            call()
        except AttributeError as e:
            print(type(o).__name__, e)


for o in (Plain(), 1, 1.5, None, "s", [], {}, Plain, print, object()):
    missing(o)


# What the arguments do to the object comes too late.
class Handler:
    def __init__(self):
        self.data = []

    def handle(self, value):
        return "class", value

    def change(self, what):
        self.handle = what
        return 1

    def forget(self):
        del self.handle
        return 2

    def run(self):
        print(self.handle(self.change(lambda value: ("instance", value))))
        print(self.handle(self.forget()))
        print(self.handle(value=self.change(lambda value: ("instance", value))))
        print(self.handle(value=self.forget()))
        print(self.handle(self.data.append(1)))


for _ in range(3):
    Handler().run()


class Changing:
    def m(self, value):
        return "old", value


def other(self, value):
    return "new", value


def replace():
    Changing.m = other
    return 3


def remove():
    del Changing.m
    return 4


o = Changing()
print(o.m(replace()))
print(o.m(remove()))
missing(o)


# The class of the object changes in between.
class First:
    def m(self, value):
        return "First", value


class Second:
    def m(self, value):
        return "Second", value


def turn(o, cls):
    o.__class__ = cls
    return cls.__name__


o = First()
for cls in (Second, First, First, Second, First):
    print(o.m(turn(o, cls)), type(o).__name__)


class Mine(list):
    def append(self, value):
        return "mine", value


class Theirs(list):
    pass


def append(o, cls):
    return o.append(turn(o, cls) if cls else len("abc"))


for cls in (Mine, None, Theirs, None, Theirs, Mine, None, None, Theirs, Theirs):
    print(append(o := Theirs(), cls), append(o, None), o)
o = Mine()
for cls in (Mine, Theirs, None, Mine, Theirs):
    print(append(o, cls), o)


# Everything else that an attribute may be.
class Described:
    log = []

    def __getattr__(self, name):
        print("__getattr__", name)
        return lambda *a: (name, a)

    @property
    def prop(self):
        print("property")
        return lambda *a: ("prop", a)

    @classmethod
    def cls(cls, *a):
        return cls.__name__, a

    @staticmethod
    def static(*a):
        return "static", a

    builtin = len
    kind = dict


d = Described()
for _ in range(3):
    print(d.anything(show("argument")))
    print(d.prop(show("argument")))
    print(d.cls(show("argument")), Described.cls(show("argument")))
    print(d.static(show("argument")), Described.static(show("argument")))
    print(d.builtin(show("argument")))
    print(d.kind(x=show("argument")))


class Always:
    def __getattribute__(self, name):
        print("__getattribute__", name)
        return super().__getattribute__(name)

    def m(self, a):
        return a


print(Always().m(show("argument")))


# Modules, native types, polymorphic places.
import math, operator

print(math.sqrt(show(16.0)), operator.add(show(1), show(2)))
math.extra = lambda x: ("extra", x)
print(math.extra(show(1)))


def size(items, more):
    items.extend(list(more))
    return len(items)


print(size([1], "ab"), size(bytearray(b"1"), b"23"))


class A:
    def which(self, x):
        return "A", x


class B(A):
    def which(self, x):
        return "B", x


class C(A):
    pass


class D:
    def __init__(self):
        self.which = lambda x: ("D", x)


class E(dict):
    which = dict.get


class F:
    which = A().which


def ask(o):
    return o.which(str(type(o).__name__))


for _ in range(4):
    print([ask(o) for o in (A(), B(), C(), D(), E(E=5), F())])


# Suspended in between, and left in between.
def generator(o):
    while True:
        print(o.handle((yield 1)), o.handle(value=(yield 2)), o.data.append((yield 3)), o.which((yield 4)), math.floor((yield 5)))


h = Handler()
h.which = ask(D())[0].lower
h.which = lambda x: ("which", x)
g = generator(h)
next(g)
for i in range(13):
    if i == 7:
        h.handle = lambda value: ("instance", value)
    g.send(i)
g.close()
print(h.data)


async def coroutine(o):
    async def later(x):
        return x

    return o.handle(await later(1)), o.data.append(await later(2)), o.data.missing(await later(show("too late")))


try:
    coroutine(h).send(None)
except AttributeError as e:
    print(e, h.data)


def fail():
    raise ValueError("failed")


for _ in range(3):
    for call in (lambda: o.append(fail()), lambda: h.handle(fail()), lambda: math.sqrt(fail()), lambda: d.cls(1, x=fail())):
        try:
            call()
        except ValueError as e:
            print(e)
for word in ["a", "b"]:
    for other_word in ["c"]:
        print([].append(next(iter([word, other_word]))))


# super() and walrus.
class Base:
    def m(self, *a):
        return "Base", a


class Derived(Base):
    def m(self, *a):
        return super().m(show("argument"), *a), super().n(show("not evaluated"))


try:
    Derived().m(1)
except AttributeError as e:
    print(e)


def walrus(o, other):
    return o.m(o := other, o.m(1)), o


print(walrus(Base(), Plain()).__repr__().count("Base"))
print(Plain().m(x := show("walrus"), [y for y in x], key=f"{x}"))

# expect: Plain 'Plain' object has no attribute 'missing'
# expect: Plain 'Plain' object has no attribute 'missing'
# expect: Plain 'Plain' object has no attribute 'missing'
# expect: int 'int' object has no attribute 'missing'
# expect: int 'int' object has no attribute 'missing'
# expect: int 'int' object has no attribute 'missing'
# expect: float 'float' object has no attribute 'missing'
# expect: float 'float' object has no attribute 'missing'
# expect: float 'float' object has no attribute 'missing'
# expect: NoneType 'NoneType' object has no attribute 'missing'
# expect: NoneType 'NoneType' object has no attribute 'missing'
# expect: NoneType 'NoneType' object has no attribute 'missing'
# expect: str 'str' object has no attribute 'missing'
# expect: str 'str' object has no attribute 'missing'
# expect: str 'str' object has no attribute 'missing'
# expect: list 'list' object has no attribute 'missing'
# expect: list 'list' object has no attribute 'missing'
# expect: list 'list' object has no attribute 'missing'
# expect: dict 'dict' object has no attribute 'missing'
# expect: dict 'dict' object has no attribute 'missing'
# expect: dict 'dict' object has no attribute 'missing'
# expect: type type object 'Plain' has no attribute 'missing'
# expect: type type object 'Plain' has no attribute 'missing'
# expect: type type object 'Plain' has no attribute 'missing'
# expect: builtin_function_or_method 'builtin_function_or_method' object has no attribute 'missing'
# expect: builtin_function_or_method 'builtin_function_or_method' object has no attribute 'missing'
# expect: builtin_function_or_method 'builtin_function_or_method' object has no attribute 'missing'
# expect: object 'object' object has no attribute 'missing'
# expect: object 'object' object has no attribute 'missing'
# expect: object 'object' object has no attribute 'missing'
# expect: ('class', 1)
# expect: ('instance', 2)
# expect: ('class', 1)
# expect: ('instance', 2)
# expect: ('class', None)
# expect: ('class', 1)
# expect: ('instance', 2)
# expect: ('class', 1)
# expect: ('instance', 2)
# expect: ('class', None)
# expect: ('class', 1)
# expect: ('instance', 2)
# expect: ('class', 1)
# expect: ('instance', 2)
# expect: ('class', None)
# expect: ('old', 3)
# expect: ('new', 4)
# expect: Changing 'Changing' object has no attribute 'missing'
# expect: Changing 'Changing' object has no attribute 'missing'
# expect: Changing 'Changing' object has no attribute 'missing'
# expect: ('First', 'Second') Second
# expect: ('Second', 'First') First
# expect: ('First', 'First') First
# expect: ('First', 'Second') Second
# expect: ('Second', 'First') First
# expect: None ('mine', 3) ['Mine']
# expect: None None [3, 3]
# expect: None None ['Theirs', 3]
# expect: None None [3, 3]
# expect: None None ['Theirs', 3]
# expect: None ('mine', 3) ['Mine']
# expect: None None [3, 3]
# expect: None None [3, 3]
# expect: None None ['Theirs', 3]
# expect: None None ['Theirs', 3]
# expect: ('mine', 'Mine') []
# expect: ('mine', 'Theirs') []
# expect: None [3]
# expect: None [3, 'Mine']
# expect: ('mine', 'Theirs') [3, 'Mine']
# expect: __getattr__ anything
# expect: argument
# expect: ('anything', ('argument',))
# expect: property
# expect: argument
# expect: ('prop', ('argument',))
# expect: argument
# expect: argument
# expect: ('Described', ('argument',)) ('Described', ('argument',))
# expect: argument
# expect: argument
# expect: ('static', ('argument',)) ('static', ('argument',))
# expect: argument
# expect: 8
# expect: argument
# expect: {'x': 'argument'}
# expect: __getattr__ anything
# expect: argument
# expect: ('anything', ('argument',))
# expect: property
# expect: argument
# expect: ('prop', ('argument',))
# expect: argument
# expect: argument
# expect: ('Described', ('argument',)) ('Described', ('argument',))
# expect: argument
# expect: argument
# expect: ('static', ('argument',)) ('static', ('argument',))
# expect: argument
# expect: 8
# expect: argument
# expect: {'x': 'argument'}
# expect: __getattr__ anything
# expect: argument
# expect: ('anything', ('argument',))
# expect: property
# expect: argument
# expect: ('prop', ('argument',))
# expect: argument
# expect: argument
# expect: ('Described', ('argument',)) ('Described', ('argument',))
# expect: argument
# expect: argument
# expect: ('static', ('argument',)) ('static', ('argument',))
# expect: argument
# expect: 8
# expect: argument
# expect: {'x': 'argument'}
# expect: __getattribute__ m
# expect: argument
# expect: argument
# expect: 16.0
# expect: 1
# expect: 2
# expect: 4.0 3
# expect: 1
# expect: ('extra', 1)
# expect: 3 3
# expect: [('A', 'A'), ('B', 'B'), ('A', 'C'), ('D', 'D'), 5, ('A', 'F')]
# expect: [('A', 'A'), ('B', 'B'), ('A', 'C'), ('D', 'D'), 5, ('A', 'F')]
# expect: [('A', 'A'), ('B', 'B'), ('A', 'C'), ('D', 'D'), 5, ('A', 'F')]
# expect: [('A', 'A'), ('B', 'B'), ('A', 'C'), ('D', 'D'), 5, ('A', 'F')]
# expect: ('class', 0) ('class', 1) None ('which', 3) 4
# expect: ('class', 5) ('class', 6) None ('which', 8) 9
# expect: [2, 7, 12]
# expect: 'list' object has no attribute 'missing' [2, 7, 12, 2]
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: failed
# expect: None
# expect: None
# expect: argument
# expect: 'super' object has no attribute 'n'
# expect: 1
# expect: walrus
# expect: ('m', ('walrus', ['w', 'a', 'l', 'r', 'u', 's']), [('key', 'walrus')])
