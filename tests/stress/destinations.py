"""Instructions whose result goes to the local that an operand is in, while others take away what it came from."""

import gc
import sys
import threading

from harness import THREADS, Random, expect, scenario, together

N = 120


class Node:
    def __init__(self, value, link=None):
        self.value = value
        self.link = link

    @property
    def own_link(self):
        return self.link

    def itself(self, *others):
        return self

    def __add__(self, other):
        return other

    def __radd__(self, other):
        return self

    def __iadd__(self, other):
        return self

    def __eq__(self, other):
        return isinstance(other, Node) and self.value == other.value

    def __hash__(self):
        return hash(self.value)

    def __enter__(self):
        return self.link

    def __exit__(self, *error):
        pass


class Meta(type):
    def __lt__(cls, other):
        sys._getframe(1).f_locals["x"] = None
        return NotImplemented


def text(i, n):
    return "text of thread %d, number %d" % (i, n)


def chain(i, n, length=4):
    node = None
    for position in range(length):
        node = Node(text(i, n), node)
    return node


def fill(shared, i, n):
    shared["list"][i % 4] = [text(i, n), (Node(text(i, n)),), chain(i, n)]
    shared["dict"][n % 5] = {"key": Node(text(i, n))}
    shared["dict"].pop(n % 3, None)
    shared["node"].link = chain(i, n)
    shared["node"].value = text(i, n)


def containers():
    shared = {"list": [None] * 4, "dict": {}, "node": Node("first")}
    for i in range(4):
        fill(shared, i, i)
    return shared


def change(shared):
    def run(i):
        for n in range(N * 2):
            fill(shared, i, n)
    return run


def is_text(x):
    return isinstance(x, str) and x.startswith("text of thread ")


@scenario
def defaults_of_look_ups():
    shared = containers()
    table, absent = shared["dict"], {}

    def look(i):
        for n in range(N):
            x = text(i, n)
            x = table.get("missing", x)
            x = table.get(x, x)
            x = absent.get(x, x)
            x = absent.pop("missing", x)
            x = getattr(shared["node"], "missing", x)
            x = next(iter(()), x)
            expect(x == text(i, n), "default", x)
            x = Node(x)
            x = table.get(n % 5, x)
            expect(type(x) in (dict, Node), "found", x)
            x = [[n]]
            x = absent.setdefault((i, n), x)
            x = absent.pop((i, n), x)
            expect(x == [[n]], "stored")

    together(look, change(shared))


@scenario
def items_and_slices():
    shared = containers()

    def take(i):
        for n in range(N):
            x = shared
            x = x["list"]
            x = x[n % 4]
            y = x
            x = x[1]
            x = x[0]
            x = x.value
            expect(is_text(x), "value", x)
            x = x[3:]
            expect(x.startswith("t of thread "), "slice", x)
            y = y[:2]
            y = y[0]
            expect(is_text(y), "text", y)
            x = shared["dict"]
            x = x.get(n % 5, x)
            x = x.get("key", x)
            if type(x) is Node:
                x = x.value
                expect(is_text(x), "key", x)

    together(take, change(shared))


@scenario
def attributes():
    shared = containers()

    def walk(i):
        for n in range(N):
            x = shared["node"]
            length = 0
            while x.link is not None:
                x = x.link if n % 2 else x.own_link
                length += 1
            expect(length == 4 and is_text(x.value), "length", length)
            x = x.itself
            x = x()
            x = x.value
            x = x.upper()
            expect(x.startswith("TEXT OF"), "upper", x)

    together(walk, change(shared))


@scenario
def operators():
    shared = containers()

    def compute(i):
        for n in range(N):
            x = shared["node"].value
            y = x
            x += x
            y = y + x
            x = x == y
            expect(x is False and len(y) % 3 == 0, "text")
            x = shared["node"].link
            y = shared["list"][i % 4][2]
            x = x + y
            y = y + y
            x += y
            x = x.value
            y = y == y
            expect(is_text(x) and y is True, "node", x)
            x = shared["list"][i % 4]
            x = x + x
            x *= 2
            x = x[-1].value in x
            expect(type(x) is bool, "in")
            x = "%s"
            x = x % shared["node"].value
            expect(is_text(x), "modulo", x)
            x = f"{x}"
            x = f"{x:>80}"
            expect(len(x) == 80, "format", x)

    together(compute, change(shared))


@scenario
def unpacking_and_loops():
    shared = containers()

    def unpack(i):
        for n in range(N):
            x = shared["list"][n % 4]
            x, y, z = x
            y, = y
            expect(is_text(x) and is_text(y.value) and is_text(z.value), "unpacked")
            x = shared["list"][n % 4]
            *x, y = x
            x, z = x
            z, = z
            expect(is_text(x) and is_text(z.value) and is_text(y.value), "starred")
            x = shared["list"]
            for x in x:
                for x in x:
                    pass
            expect(is_text(x.value), "loop")
            x = shared["list"][n % 4]
            x = [x for x in x]
            x = [*x, *x]
            x = {"items": x}
            for y, x in x.items():
                pass
            expect(y == "items" and len(x) == 6 and is_text(x[0]), "display")

    together(unpack, change(shared))


def give(x, *rest, y=None):
    return x if y is None else y


def generate(x):
    while True:
        x = yield x


@scenario
def calls():
    shared = containers()

    def call(i):
        generator = generate(None)
        next(generator)
        for n in range(N):
            x = shared["node"].link
            x = x.itself(x, [x])
            x = x.itself(*[x])
            x = give(x)
            x = give(x, x, y=x)
            x = generator.send(x)
            x = Node(text(i, n), x)
            x = x.link
            y = x
            x = max(x.value, "a")
            x = str(x)
            x = x.replace("thread", x)
            x = x.split("text")
            x = sorted(x, key=len)
            x = x[0].join(x)
            expect(type(x) is str and is_text(y.value), "calls", x)

    together(call, change(shared))


@scenario
def managers_and_patterns():
    shared = containers()
    shared["lock"] = threading.Lock()

    def enter(i):
        for n in range(N):
            x = shared["list"][n % 4][2]
            with x as x:
                expect(is_text(x.value), "entered")
            x = shared["lock"]
            with x as x:
                expect(x is True, "lock")
            x = shared["list"][n % 4]
            match x:
                case [x, (y,), Node(link=z)]:
                    expect(is_text(x) and is_text(y.value) and is_text(z.value), "matched")
            try:
                x = ValueError(z)
                raise x
            except ValueError as x:
                y = x.args[0]
            expect(y is z, "caught")

    together(enter, change(shared))


@scenario
def operands_replaced_through_f_locals():
    classes = [Meta("Made", (), {}) for _ in range(4)]
    shared = containers()

    class Right:
        def __gt__(self, other):
            del other
            return NotImplemented

    class Key(Node):
        __hash__ = Node.__hash__

        def __eq__(self, other):
            sys._getframe(1).f_locals["x"] = None
            return Node.__eq__(self, other)

    def use(i):
        random = Random(i)
        for n in range(N // 4):
            x = random.choice(classes)
            try:
                x < Right()
            except TypeError as error:
                expect("'Meta'" in str(error), error)
            expect(x is None, "replaced")
            x = shared["list"][n % 4][2]
            y = Key(x.value) == x
            expect(y is True and x is None, "equal")

    def replace(i):
        for n in range(N // 4):
            classes[n % 4] = Meta("Made", (), {})
            fill(shared, i, n)
            if n % 10 == 0:
                gc.collect()

    together(use, replace)
