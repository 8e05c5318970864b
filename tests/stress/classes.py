"""Classes and instances that are changed while they are used."""

import abc
import collections
import copy
import enum
import gc
import threading
import types
import weakref

from harness import THREADS, Random, expect, scenario, share_of, together

N = 120


class Thing:
    __slots__ = ("slot", "__dict__", "__weakref__")


@scenario
def a_class_is_never_older_than_its_dict():
    class Base:
        x = 0

    class Derived(Base):
        pass

    thing = Derived()

    def count(i):
        for n in range(N * 20):
            Base.x = n

    def look():
        in_dict = Base.__dict__["x"]
        seen = Derived.x, thing.x, Base.x
        expect(in_dict <= min(seen), "older", in_dict, seen)

    done = []

    def write(i):
        if i == 0:
            count(i)
            done.append(True)
        while not done:
            look()

    together(write)
    expect(Base.x == Derived.x == thing.x == Base.__dict__["x"] == N * 20 - 1, "last")


@scenario
def a_class_becomes_abstract_and_concrete():
    class Box:
        pass

    def change(i):
        for n in range(N):
            Box.__abstractmethods__ = ("missing",) * (n % 2)

    def make(i):
        for n in range(N):
            try:
                expect(type(Box()) is Box, "made")
            except TypeError as error:
                expect("abstract" in str(error), error)

    together(change, make, make, make)


@scenario
def a_static_method_gets_another_function():
    class Box:
        @staticmethod
        def of_none():
            return "function"

        @classmethod
        def of_class(cls):
            return cls.__name__

    box = Box()

    def replace(i):
        for n in range(N):
            Box.__dict__["of_none"].__init__(lambda: "function")
            Box.__dict__["of_class"].__init__(lambda cls: cls.__name__)

    def call(i):
        for n in range(N):
            expect(Box.of_none() == box.of_none() == "function", "static method")
            expect(Box.of_class() == box.of_class() == "Box", "class method")

    together(replace, call, call, call)


@scenario
def attributes_are_not_torn():
    thing = Thing()
    thing.x = thing.slot = (0, 0)

    def write(i):
        for n in range(N):
            thing.x = (n, n)
            thing.slot = (n, n)
            setattr(thing, "name%d" % (n % 30), n)

    def read(i):
        for n in range(N):
            for a, b in (thing.x, thing.slot):
                expect(a == b, "attribute")
            for value in list(thing.__dict__.values()):
                expect(value is not None, "value")

    together(write, read)
    expect(sorted(vars(thing)) == sorted(["x"] + ["name%d" % n for n in range(30)]), "names")


@scenario
def attributes_are_added_to_beside_other_stores():
    """What is added under a lock is all there in the end; where others store objects meanwhile, none of those is lost or let go of twice."""

    class Token:
        def __radd__(self, other):
            return 0

        __add__ = __iadd__ = __sub__ = __rsub__ = __radd__

    thing, held, tokens = Thing(), threading.Lock(), []
    thing.sum, thing.half, thing.slot, thing.wild = 0, 0.0, 0, 0

    def add(i):
        for n in range(N * 10):
            with held:
                thing.sum += 1
                thing.half -= 0.5
                thing.slot += n
            thing.wild += 1
            thing.wild -= 2

    def store(i):
        mine = []
        for n in range(N * 3):
            token = Token()
            mine.append(weakref.ref(token))
            thing.wild = token
            del token
            thing.wild = n
            expect(type(thing.wild) in (int, Token), "kind", thing.wild)
        tokens.append(mine)

    together(add, add, store)
    adding = share_of(3, 0) + share_of(3, 1)
    expect(thing.sum == adding * N * 10 and thing.half == adding * N * -5, "sum", thing.sum, thing.half)
    expect(thing.slot == adding * sum(range(N * 10)), "slot", thing.slot)
    thing.wild = 0
    gc.collect()
    expect(not any(ref() for mine in tokens for ref in mine), "tokens left")


@scenario
def attributes_of_all_threads_are_kept():
    class Plain:
        pass

    thing = Plain()

    def write(i):
        for n in range(20):
            setattr(thing, "a%d_%d" % (i, n), (i, n))

    together(write)
    expect(len(vars(thing)) == THREADS * 20, "attributes", len(vars(thing)))
    expect(all(getattr(thing, "a%d_%d" % (i, n)) == (i, n) for i in range(THREADS) for n in range(20)), "values")


@scenario
def attributes_go_to_the_dict_that_the_object_has():
    """Once an object has another dict, nothing is stored into the old one, or taken out of it, through the object."""

    class Numbers(dict):
        pass

    for thing in (Thing(), Numbers(), Exception(), lambda: None):
        taken = []

        def write(i):
            for n in range(N):
                setattr(thing, "a%d_%d" % (i, n), n)
                if n % 3 == 0:
                    try:
                        delattr(thing, "a%d_%d" % (i, n))
                    except AttributeError:
                        pass

        def replace(i):
            for n in range(N):
                names = vars(thing)
                thing.__dict__ = {}
                taken.append((names, dict(names)))

        together(write, write, write, replace)
        for now, then in taken:
            expect(now == then, "names of a dict that was replaced", list(now.items())[:3], list(then.items())[:3])


@scenario
def attributes_are_deleted_once():
    thing = Thing()
    for n in range(N):
        setattr(thing, "name%d" % n, n)
    deleted = [[] for _ in range(THREADS)]

    def delete(i):
        for n in range(N):
            try:
                delattr(thing, "name%d" % n)
                deleted[i].append(n)
            except AttributeError:
                pass

    together(delete)
    expect(sorted(sum(deleted, [])) == list(range(N)) and not vars(thing), "delattr")


@scenario
def attributes_come_and_go_in_few_slots():
    """Of each object few attributes are deleted, so that it keeps its slots for long: nobody ever sees what belongs to another name."""

    class Few:
        left, right = "class", "class"

    things = [Few() for _ in range(N)]

    def work(i):
        for n, thing in enumerate(things):
            for turn in range(3):
                setattr(thing, "left" if i % 2 else "right", ("left" if i % 2 else "right", n))
                for name in ("left", "right"):
                    value = getattr(thing, name)
                    expect(value in ("class", (name, n)), "a value of another name", name, value)
                try:
                    del thing.left
                except AttributeError:
                    pass
            thing.left = ("left", n)

    together(work)
    for n, thing in enumerate(things):
        names = vars(thing)
        expect(set(names) <= {"left", "right"} and all(v == (k, n) for k, v in names.items()), "attributes", names)


@scenario
def slots_are_deleted_once():
    things = [Thing() for _ in range(N)]
    for thing in things:
        thing.slot = 1
    deleted = [[] for _ in range(THREADS)]

    def delete(i):
        for n, thing in enumerate(things):
            try:
                del thing.slot
                deleted[i].append(n)
            except AttributeError:
                pass

    together(delete)
    expect(sorted(sum(deleted, [])) == list(range(N)), "del slot")


@scenario
def slots_are_swapped():
    class Pair:
        __slots__ = ("left", "right")

    pair = Pair()
    pair.left, pair.right = [1, "left"], [2, "right"]
    known = [pair.left, pair.right]

    def swap(i):
        for n in range(N * 2):
            pair.left, pair.right = pair.right, pair.left
            expect(pair.left in known and pair.right in known, "slot")

    together(swap)


@scenario
def stores_to_slots_while_the_class_is_replaced():
    class First:
        __slots__ = ("x",)

    class Second:
        __slots__ = ("x",)

    thing, stored = First(), []
    thing.x = 0

    def change(i):
        while not stored:
            thing.__class__ = Second
            thing.__class__ = First

    def store(i):
        for n in range(N * 10):
            thing.x = n
            expect(type(thing.x) is int, "value")
        stored.append(i)

    together(*([store] + [change] * (THREADS - 1)))


@scenario
def dicts_and_classes_are_replaced():
    class HasDict:
        pass

    class A(HasDict):
        def kind(self):
            return "A"

    class B(HasDict):
        def kind(self):
            return "B"

    thing = A()
    thing.x = 1

    def replace(i):
        for n in range(N):
            thing.__class__ = B if n % 2 else A
            thing.__dict__ = {"x": n}

    def read(i):
        for n in range(N):
            expect(thing.kind() in "AB" and isinstance(thing.x, int), "kind")
            expect(type(thing) in (A, B) and isinstance(thing, HasDict), "class")

    together(replace, read)


@scenario
def attributes_through_the_dict():
    class Plain:
        pass

    thing = Plain()
    thing.fixed = 1

    def through_attributes(i):
        for n in range(N):
            setattr(thing, "a%d" % i, n)
            expect(thing.fixed == 1 and getattr(thing, "a%d" % i) == n, "attribute")

    def through_dict(i):
        for n in range(N):
            thing.__dict__["d%d" % i] = n
            expect(vars(thing)["fixed"] == 1 and thing.__dict__["d%d" % i] == n, "dict")
            del thing.__dict__["d%d" % i]

    together(through_attributes, through_dict)
    expect(set(vars(thing)) == {"fixed"} | {"a%d" % i for i in range(0, THREADS, 2)}, "names")


@scenario
def class_attributes_are_never_stale():
    class Base:
        value = 0

    class Derived(Base):
        pass

    thing = Derived()
    alone = share_of(2, 0) == 1

    def write(i):
        for n in range(N):
            Base.value = n
            if alone:
                expect(thing.value == n and Derived.value == n, "stale")
            Base.method = lambda self, n=n: n

    def read(i):
        last = 0
        for n in range(N):
            value = thing.value
            if alone:
                expect(value >= last, "goes back")
            last = value
            if n > 10:
                getattr(thing, "method", int)()

    together(write, read)


@scenario
def one_writer_is_never_seen_going_back():
    """Not by one expression; different ones may see a change one after the other."""
    class Base:
        value = 0
        slotted = property(lambda self: self.value)

    class Derived(Base):
        pass

    thing = Derived()

    def write(i):
        for n in range(N * 4):
            Base.value = n

    def read(i):
        last = (0, 0, 0)
        for n in range(N * 4):
            values = (thing.value, Derived.value, thing.slotted)
            expect(all(new >= old for new, old in zip(values, last)), "goes back", last, values)
            last = values

    together(*[write] + [read] * (THREADS - 1))


@scenario
def special_methods_are_patched():
    class Thing:
        def __init__(self):
            self.x = 1

        def __len__(self):
            return 1

        def __eq__(self, other):
            return True

        __hash__ = None

    things = [Thing() for _ in range(4)]

    def patch(i):
        for n in range(N):
            Thing.__len__ = lambda self, n=n: n
            Thing.__call__ = lambda self, n=n: n
            Thing.__add__ = lambda self, other, n=n: n
            Thing.x = property(lambda self: 2) if n % 2 else None
            del Thing.__call__, Thing.x
            Thing.__init__.__defaults__ = None

    def use(i):
        for n in range(N):
            thing = things[n % 4]
            expect(0 <= len(thing) <= N and thing == things[0], "special methods")
            expect(thing.x in (1, 2, None), "property")
            for call in (lambda: thing(), lambda: thing + 1):
                try:
                    expect(call() >= 0, "call")
                except (TypeError, AttributeError):
                    pass
            expect(copy.copy(thing).x in (1, 2, None), "copy")

    together(*[patch] + [use] * (THREADS - 1))


@scenario
def bases_are_replaced():
    class A:
        def kind(self):
            return "A"

    class B:
        def kind(self):
            return "B"

    class Middle(A):
        pass

    class Leaf(Middle):
        def kind(self):
            return super().kind()

    leaf = Leaf()

    def replace(i):
        for n in range(N // 2):
            Middle.__bases__ = (B,) if n % 2 else (A,)

    def use(i):
        for n in range(N):
            expect(leaf.kind() in "AB", "kind")
            expect(Leaf.__mro__[1] is Middle and Leaf.__mro__[2] in (A, B), "mro")
            expect(isinstance(leaf, Middle) and (isinstance(leaf, A) or isinstance(leaf, B) or True), "isinstance")

    together(*[replace] + [use] * (THREADS - 1))


@scenario
def stores_to_a_base_while_bases_are_replaced():
    class Base:
        x = None

    class Middle(Base):
        pass

    class Other(Base):
        pass

    class Changing(Middle):
        pass

    class Leaf(Changing):
        pass

    leaf, stored = Leaf(), []

    def change(i):
        while not stored:
            Changing.__bases__ = (Other,)
            Changing.__bases__ = (Middle, Other) if i else (Middle,)
            Leaf()

    def store(i):
        for n in range(N // 4):
            Base.x = value = [n]
            expect(leaf.x is value and Leaf.x is value and super(Leaf, leaf).x is value, "missed", leaf.x, value)
            Base.__init__ = lambda self: None
            Leaf()
            expect(Base.__subclasses__() in ([Middle, Other], [Other, Middle]), "subclasses", Base.__subclasses__())
        stored.append(i)

    together(*([store] + [change] * (THREADS - 1)))
    expect([c for c in (Middle, Other) if c.__subclasses__() == [Changing]] == [c for c in Changing.__bases__], "listed", Changing.__bases__)


@scenario
def classes_made_bases_of_each_other():
    class Base:
        pass

    ring = [type("Class%d" % i, (Base,), {}) for i in range(THREADS)]

    def derive(i):
        try:
            ring[i].__bases__ = (ring[i - 1],)
        except TypeError:
            pass

    together(derive)
    expect(any(c.__bases__ == (Base,) for c in ring), "all derive from each other")
    expect(all(Base in c.__mro__ for c in ring), "mro", [c.__mro__ for c in ring])


@scenario
def the_layout_comes_from_a_base_whatever_mro_says():
    class Refusing(type):
        def mro(cls):
            random = Random(len(cls.__bases__))
            if cls.__name__ == "Changing" and made and random.below(3) == 0:
                raise ValueError("mro")
            return super().mro()

    made = []

    class A:
        pass

    class B:
        pass

    class C(B):
        pass

    class Changing(A, metaclass=Refusing):
        pass

    made.append(Changing)

    def change(i):
        random = Random(i)
        for n in range(N // 10):
            try:
                Changing.__bases__ = random.choice([(A,), (B,), (C,), (C, A)])
            except ValueError:
                pass

    together(change)
    expect(Changing.__base__ in Changing.__bases__, "base", Changing.__base__, Changing.__bases__)


@scenario
def finalizers_use_classes_that_are_garbage_with_them():
    class Base:
        x = None

    kept = []

    def make(i):
        class Derived(Base):
            pass

        class Item(Derived):
            def __del__(self):
                Base.x = [i]
                seen = [Base.x, Derived.x, self.x]
                expect(all(type(x) is list for x in seen), "dead", seen)
                expect(Item not in Derived.__subclasses__(), "found")
                if i % 2:
                    kept.append(self)

        item = Item()
        item.me = item
        item.x, Derived.x

    def work(i):
        for n in range(N // 8):
            make(i)
            gc.collect()
            for item in kept[:4]:
                Base.x = [n]
                expect(type(item.x) is type(type(item).x) is list, "revived", item.x)
            kept.clear()

    gc.disable()  # else an item could be collected before its class is found to be garbage
    together(work)
    gc.enable()
    gc.collect()  # the last finalizers
    kept.clear()
    gc.collect()
    expect(not Base.__subclasses__(), "left", Base.__subclasses__())


@scenario
def super_finds_its_way():
    class A:
        def __init__(self):
            self.seen = ["A"]

        def f(self):
            return 1

    class B(A):
        def __init__(self):
            super().__init__()
            self.seen.append("B")

        def f(self):
            return super().f() + 1

    class C(A):
        def __init__(self):
            super().__init__()
            self.seen.append("C")

        def f(self):
            return super().f() + 10

    class D(B, C):
        def f(self):
            return super().f() + 100

    def use(i):
        for n in range(N):
            thing = D()
            expect(thing.seen == ["A", "C", "B"] and thing.f() == 112, "super")
            expect(super(B, thing).f() == 11, "explicit super")

    together(use)


@scenario
def classes_are_made_and_forgotten():
    class Base(abc.ABC):
        @abc.abstractmethod
        def method(self): ...

    def use(i):
        for n in range(N // 4):
            made = type("Made%d" % n, (Base,), {"method": lambda self: n, "value": n, "__slots__": ("a", "b")})
            thing = made()
            thing.a = n
            expect(thing.method() == n and thing.a == n and made.value == n, "made")
            Base.register(type("Other", (), {}))
            expect(isinstance(thing, Base) and not isinstance(n, Base), "isinstance")
            expect(made in Base.__subclasses__(), "subclasses")
            expect(isinstance([], collections.abc.Sequence) and issubclass(dict, collections.abc.Mapping), "abc")

    together(use)


@scenario
def instances_of_growing_classes():
    """Instances whose attributes come in every order: shapes are shared by all threads."""
    class Plain:
        pass

    names = ["a", "b", "c", "d", "e"]

    def use(i):
        rng = Random(i)
        for n in range(N):
            thing, order = Plain(), sorted(names, key=lambda _: rng.random())
            for k, name in enumerate(order):
                setattr(thing, name, (i, k))
            expect(vars(thing) == {name: (i, k) for k, name in enumerate(order)} and list(vars(thing)) == order, "attributes")

    together(use)


@scenario
def enums_and_named_tuples_are_made():
    class Shade(enum.Flag):
        red, green, blue = 1, 2, 4

    def use(i):
        for n in range(4):
            color = enum.Enum("Color", "red green blue")
            expect(color.red.value == 1 and color(2) is color.green, "enum")
            point = collections.namedtuple("Point", "x y")
            expect(point(1, y=n)._replace(x=n) == (n, n), "namedtuple")
            for k in range(8):
                expect(Shade(k).value == k and Shade(k) is Shade(k), "flag")

    together(use)


@scenario
def descriptors_are_replaced():
    class Owner:
        pass

    class Data:
        def __init__(self, value):
            self.value = value

        def __get__(self, instance, owner):
            return self.value

        def __set__(self, instance, value):
            expect(value == "set", "value set")

    owner = Owner()
    owner.__dict__["x"] = "instance"
    Owner.x = Data(0)

    def replace(i):
        for n in range(N):
            Owner.x = Data(n)
            Owner.y = classmethod(lambda cls, n=n: n) if n % 2 else staticmethod(lambda n=n: n)

    def use(i):
        for n in range(N):
            expect(owner.x in range(N), "data descriptor", owner.x)
            owner.x = "set"
            if hasattr(owner, "y"):
                expect(owner.y() in range(N), "method")

    together(*[replace] + [use] * (THREADS - 1))
    expect(vars(owner)["x"] == "instance", "dict")


@scenario
def a_descriptor_that_is_replaced_is_used_to_the_end():
    class Data:
        def __init__(self, value):
            self.value = [value]

        def __get__(self, instance, owner):
            return self.value[0]

        def __set__(self, instance, value):
            for _ in range(3):
                expect(self.value == [value] or len(self.value) == 1, "descriptor")

    class Meta(type):
        pass

    class Owner(metaclass=Meta):
        pass

    class Local(threading.local):
        pass

    owner, local = Owner(), Local()
    for cls in Owner, Meta, Local:
        cls.x = Data(0)

    def replace(i):
        for n in range(N * 10):
            Owner.x, Meta.x, Local.x = Data(n), Data(n), Data(n)

    def use(i):
        for n in range(N * 3):
            owner.x = Owner.x = local.x = n
            expect(type(owner.x) is type(local.x) is type(Owner.x) is int, "value")

    together(*[replace] + [use] * (THREADS - 1))


@scenario
def getattr_hooks_come_and_go():
    class Plain:
        x = 1

    thing = Plain()

    def change(i):
        for n in range(N):
            Plain.__getattr__ = lambda self, name: "hook"
            Plain.__getattribute__ = lambda self, name: object.__getattribute__(self, name)
            del Plain.__getattribute__, Plain.__getattr__

    def use(i):
        for n in range(N):
            expect(thing.x == 1, "x")
            expect(getattr(thing, "missing", "default") in ("hook", "default"), "missing")

    together(*[change] + [use] * (THREADS - 1))


@scenario
def a_property_is_made_anew_while_it_is_copied():
    def documented(self):
        "text"

    shared = property(documented)

    def remake(i):
        for n in range(N):
            shared.__init__(documented if n % 2 else None)

    def copy_it(i):
        for n in range(N):
            expect(shared.getter(documented).fget is documented, "getter")
            expect(shared.__doc__ in ("text", None), "doc")

    together(remake, copy_it, copy_it)


def init(self, value):
    self.value = value


def construct(cls, value):
    return cls(value)


def read(thing):
    return thing.value


def write(thing, value):
    thing.value = value


def call(thing):
    return thing.method()


@scenario
def code_outlives_classes():
    """Code that has seen objects of classes and modules that are gone works with those of others, wherever these keep their attributes."""
    def use(i):
        random = Random(i)
        for n in range(N * 4):
            body = {"__init__": init, "method": lambda self, n=n: n}
            if random.below(4) == 0:
                body["value"] = property(lambda self: self.__dict__["kept"], lambda self, value: self.__dict__.update(kept=value))
            cls = type("C", (), body)
            made = construct(cls, -n)
            other = cls.__new__(cls)
            for name in ["abcdef"[random.below(6)] for _ in range(random.below(8))]:
                setattr(other, name, name)
            module = types.ModuleType("module")
            for thing in made, other, module:
                write(thing, n)
            expect([read(thing) for thing in (made, other, module)] == [n] * 3 and call(made) == call(other) == n, "attributes")
            if n % 100 == 0:
                gc.collect()

    together(use)
