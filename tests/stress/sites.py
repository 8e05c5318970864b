"""Instructions with inline caches, run by all threads, while the objects and classes that the caches know are changed.

Each scenario makes its functions anew, so that their caches are empty when the threads meet in them.
"""

import gc
import threading
import types

from harness import THREADS, Random, expect, scenario, together

N = 150


class Token:
    """A value that is nowhere else: whoever reads one that has been freed finds no valid kind."""

    def __init__(self, kind):
        self.kind = [kind]


def forget(*attributes):
    """Deletes attributes, (object, name) each, unless another thread has done so."""
    for object, name in attributes:
        try:
            delattr(object, name)
        except AttributeError:
            pass


def kind_of(token, *kinds):
    expect(type(token) is Token and token.kind[0] in kinds, "token", token)


@scenario
def attributes_of_objects_whose_dict_was_read():
    """Reading, writing and deleting by name at the same sites, beside changes through the dict and of the dict."""

    class Box:
        other = Token("class")

    class Late(Box):
        pass

    def read(box):
        return box.value

    def fallback(box):
        return box.other

    def write(box, token):
        box.value = token

    def take(box):
        del box.value

    boxes = [Box() for _ in range(4)] + [Late() for _ in range(4)]
    for box in boxes:
        box.value = Token("value")
        box.__dict__  # from here on the attributes are in a dict

    def reader(i):
        for n in range(N * 3):
            box = boxes[n % len(boxes)]
            try:
                kind_of(read(box), "value")
            except AttributeError as error:
                expect(error.name == "value", "error", error)
            kind_of(fallback(box), "class", "object")

    def writer(i):
        for n in range(N):
            box = boxes[(n + i) % len(boxes)]
            write(box, Token("value"))
            if n % 3 == 0:
                try:
                    take(box)
                except AttributeError as error:
                    expect(error.name == "value", "error", error)
            write(box, Token("value"))

    def through_the_dict(i):
        rng = Random(i)
        for n in range(N):
            box = rng.choice(boxes)
            names = box.__dict__
            names["other"] = Token("object")
            names["name%d" % (n % 40)] = n
            names.pop("other", None)
            if n % 10 == 0:
                box.__dict__ = {"value": Token("value")}
            if n % 25 == 0:
                Box.other = Token("class")
            if n % 35 == 0:
                Late.other = Token("class")
                forget((Late, "other"))

    together(reader, writer, through_the_dict)


@scenario
def class_and_static_methods_are_replaced():
    """A call site that found one kind of method meets another kind, by an object, its class and a subclass."""

    class Box:
        pass

    class Derived(Box):
        pass

    def kinds():
        token = Token("method")
        return [classmethod(lambda cls, x: (token, x)), staticmethod(lambda x: (token, x)), lambda self, x=None: (token, x),
                classmethod(lambda cls, x, y=2, *, z=3: (token, x) if (y, z) == (2, 3) else None)]

    def call(owner, x):
        return owner.make(x)

    def bind(owner):
        return owner.make

    Box.make = kinds()[0]
    box, derived, done = Box(), Derived(), []

    def replace(i):
        for n in range(N):
            for method in kinds()[:2] if n % 2 else kinds():
                Box.make = method
            if n % 5 == 0:
                Derived.make = kinds()[0]
                forget((Derived, "make"))
        done.append(True)

    def use(i):
        rng = Random(i)
        while not done:
            for owner in rng.choice([(Box, Derived), (box, derived)]):
                x = [i]
                try:
                    token, got = call(owner, x)
                except TypeError as error:  # a plain function takes what it is given for self
                    expect(owner in (Box, Derived) or "argument" in str(error), error)
                    continue
                kind_of(token, "method")
                expect(got is x or (got is None and owner in (Box, Derived)), "argument", got)
                expect(callable(bind(owner)), "bound")

    together(replace, use, use)


@scenario
def descriptors_in_python_are_replaced():
    """The descriptor, its __get__, its kind (with __set__ or not) and the object's own value change while a site reads."""

    def make(kind):
        class Descriptor:
            def __get__(self, object, owner=None):
                return Token(kind)

        return Descriptor

    Plain, Other = make("plain"), make("other")

    class Data(make("data")):
        def __set__(self, object, value):
            raise AttributeError("no store")

    class Box:
        value = Plain()

    def read(box):
        return box.value

    def read_of_class():
        return Box.value

    boxes = [Box() for _ in range(4)]
    all_kinds = ("plain", "other", "data", "patched", "class", "property")

    def replace(i):
        for n in range(N):
            Box.value = (Plain, Other, Data)[n % 3]()
            Plain.__get__ = lambda self, object, owner=None: Token("patched")
            if n % 4 == 0:
                Box.value = Token("class")
            if n % 5 == 0:
                Box.value = property(lambda self: Token("property"))
                Box.value = Other()
            if n % 7 == 0:
                forget((Other, "__get__"))
                Other.__get__ = lambda self, object, owner=None, more=None: Token("patched")
            if n % 9 == 0:
                gc.collect()

    def store(i):
        for n in range(N):
            box = boxes[n % 4]
            try:
                box.value = Token("object")
                del box.value
            except AttributeError:
                pass

    def use(i):
        for n in range(N * 2):
            values = read(boxes[n % 4]), read_of_class()
            for value in values:
                if type(value) is not Token:  # for a moment its class had no __get__, or the class has a property
                    expect(isinstance(value, (Other, property)), "value", value)
                    continue
                kind_of(value, "object", *all_kinds)

    together(use, replace, store)


@scenario
def classes_are_constructed_while_their_init_changes():
    """What a construction gives belongs to one __init__ and to values that its defaults have had."""

    class Base:
        def __init__(self, x, y=0, *, z=0):
            self.x, self.y, self.z, self.by = x, y, z, "first"

    class Derived(Base):
        pass

    class Failure(Exception):
        def __init__(self, x, y=0, *, z=0):
            super().__init__(x)
            self.x, self.y, self.z, self.by = x, y, z, "first"

    def other_init(self, x, y=(-1,), *, z=(-1,), more=None):
        self.x, self.y, self.z, self.by = x, y, z, "second"

    def strict_init(self, x, y, z):
        self.x, self.y, self.z, self.by = x, y, z, "third"

    def by_place(cls, x):
        return cls(x)

    def by_two(cls, x, y):
        return cls(x, y)

    def by_name(cls, x, y):
        return cls(x, y=y)

    def by_all_names(cls, x, y, z):
        return cls(z=z, y=y, x=x)

    classes = Base, Derived, Failure
    inits = [Base.__init__, other_init, strict_init]
    done = []

    def change(i):
        for n in range(N):
            for cls in Base, Failure:
                first = cls.__dict__["__init__"]
                if cls is Base:
                    cls.__init__ = inits[n % len(inits)]
                for f in inits[0], Failure.__init__:
                    f.__defaults__ = ((n,),)
                    f.__kwdefaults__ = {"z": (n,)}
                expect(callable(first), "init")
            if n % 4 == 0:
                Derived.__init__ = lambda self, x, y=(0,), *, z=(0,): Base.__init__(self, x, y, **{"z": z})
                forget((Derived, "__init__"))
            if n % 9 == 0:
                Base.__new__ = lambda cls, *args, **names: object.__new__(cls)
                forget((Base, "__new__"))
        done.append(True)

    def check(thing, cls, x, y, z):
        expect(type(thing) is cls and thing.x is x, "thing")
        expect(thing.by in ("first", "second", "third"), "by")
        for want, got in (y, thing.y), (z, thing.z):
            if want is None:
                expect(got == 0 or type(got) is tuple and type(got[0]) is int, "default", got)
            else:
                expect(got is want, "argument", got)

    def construct(i):
        rounds = 0
        while not done or rounds < N:
            rounds += 1
            cls, x, y, z = classes[rounds % 3], [i], [rounds], {}
            for make, args in ((by_place, (x,)), (by_two, (x, y)), (by_name, (x, y)), (by_all_names, (x, y, z))):
                try:
                    thing = make(cls, *args)
                except TypeError as error:  # the strict one needs all three; object.__init__ may be there for a moment
                    expect("argument" in str(error) and cls is not Failure, error)
                    continue
                check(thing, cls, x, *(args[1:] + (None, None))[:2])

    together(construct, change, construct)


@scenario
def one_site_constructs_classes_that_come_and_go():
    def make(cls, x):
        return cls(x, last=x)

    def use(i):
        for n in range(N // 3):
            class Box:
                def __init__(self, first, second=n, *, last):
                    self.first, self.second, self.last = first, second, last

            x = [n]
            for _ in range(3):
                box = make(Box, x)
                expect(type(box) is Box and box.first is box.last is x and box.second == n, "box")
            del Box, box

    together(use)


@scenario
def methods_behind_items_keywords_and_slots_are_replaced():
    """o[i] by a method in Python, o.m(k=v), o.f() with f in a slot, and f(**names): what is called is replaced, and deleted, meanwhile."""

    class Box:
        pass

    class Slotted:
        __slots__ = ("f",)

    def at(o, i):
        return o[i]

    def named(o, x):
        return o.method(x, k=x)

    def slot(o, x):
        return o.f(x)

    def spread(f, names):
        return f(**names)

    def make():
        token = Token("method")
        Box.__getitem__ = lambda self, i: (token, i)
        Box.method = lambda self, x, k=None: (token, k)
        plain.f = lambda x: (token, x)
        slotted.f = lambda x: (token, x)

    box, plain, slotted, done = Box(), Box(), Slotted(), []
    make()
    names = {"b": [0], "a": [0]}

    def target(a, b=None, *, c=None):
        return Token("method") if c is None or type(c) is tuple else None, a

    def replace(i):
        for n in range(N):
            make()
            names["a"] = [n]
            target.__kwdefaults__ = {"c": (n,)}
            if n % 5 == 0:
                Box.method = classmethod(lambda cls, x, k, token=Token("method"): (token, k))
                Box.__getitem__ = staticmethod(lambda i, token=Token("method"): (token, i))
                names["c"] = (n,)
            if n % 7 == 0:
                forget((slotted, "f"), (plain, "f"), (Box, "method"), (Box, "__getitem__"))
                make()
                names.pop("c", None)
        done.append(True)

    def use(i):
        while not done:
            x = [i]
            for call in (lambda: at(box, x), lambda: named(box, x), lambda: slot(plain, x), lambda: slot(slotted, x)):
                try:
                    token, got = call()
                except (AttributeError, TypeError) as error:  # there is none for a moment
                    expect("attribute" in str(error) or "subscriptable" in str(error) or str(error) in ("f", "__getitem__"), error)
                    continue
                kind_of(token, "method")
                expect(got is x, "argument", got)
            token, got = spread(target, names)
            kind_of(token, "method")
            expect(type(got) is list and type(got[0]) is int, "argument", got)

    together(replace, use, use)


@scenario
def names_of_classes_and_lists_that_change_are_read():
    """C.name by a descriptor of the metaclass that is replaced, and lists that become shared while they are unpacked."""

    class Meta(type):
        title = property(lambda cls: Token("title"))

    class Box(metaclass=Meta):
        pass

    def name(o):
        return type(o).__name__, type(o).title

    def three(items):
        a, b, c = items
        return a, b, c

    shared, box, done = [Token("item"), Token("item"), Token("item")], Box(), []

    class Other:
        def __get__(self, cls, meta):
            return Token("title")

        def __set__(self, cls, value):
            raise AttributeError

    def replace(i):
        for n in range(N):
            Box.__name__ = "Box%d" % n
            Meta.title = (property(lambda cls: Token("title")), Other(), Token("title"))[n % 3]
            try:
                for k in range(3):
                    shared[k] = Token("item")
                if n % 10 == 0:
                    shared.append(shared.pop())
            except IndexError:  # another thread has taken an item out
                pass
        done.append(True)

    def use(i):
        own = [Token("item"), Token("item"), Token("item")]
        while not done:
            text, title = name(box)
            expect(text.startswith("Box"), "name", text)
            kind_of(title, "title")
            for items in own, shared:
                try:
                    for token in three(items):
                        kind_of(token, "item")
                except ValueError as error:
                    expect(items is shared and "unpack" in str(error), error)

    together(replace, use, use)


@scenario
def functions_of_modules_are_replaced_at_their_calls():
    """module.name(...) while the module gets other functions and other names, loses the name, and changes its class."""

    class Asked(types.ModuleType):
        def __getattr__(self, name):
            return lambda n=0: Token("asked")

    class Called:
        def __call__(self, n=0):
            return Token("called")

    modules = [types.ModuleType("m%d" % k) for k in range(3)]
    for module in modules:
        module.make = lambda n=0: Token("function")
    done = []

    def call(module, n):
        return module.make(n)

    def name_of(o):
        return type(o).__name__

    def replace(i):
        for n in range(N):
            module = modules[n % 3]
            module.make = (lambda n=0: Token("function"), Called(), Asked("x").anything)[n % 3 - n % 2]
            module.__dict__["name%d" % (n % 40)] = n
            if n % 7 == 0:
                object.__setattr__(module, "__class__", (Asked, types.ModuleType)[n % 2])
            if n % 11 == 0:
                forget((module, "make"))
            if n % 40 == 39:
                for k in range(40):
                    module.__dict__.pop("name%d" % k, None)
        done.append(True)

    def use(i):
        n = 0
        while not done or n < N:
            n += 1
            module = modules[n % 3]
            expect(name_of(module) in ("module", "Asked"), "class")
            try:
                kind_of(call(module, n), "function", "called", "asked")
            except AttributeError:
                pass  # between the deletion and the next function

    together(replace, use, use)


@scenario
def arguments_are_spread_from_containers_that_change():
    """f(*list, **dict) to all kinds of parameters, while other threads change the list and the dict."""

    def rest(*args, **names):
        return args, names

    def first(a, b=None, **names):
        return (a, b), names

    def named(a=None, b=None):
        return (), {"a": a, "b": b}

    items, names, done = [Token("item"), Token("item")], {"a": Token("name"), "b": Token("name")}, []

    def replace(i):
        for n in range(N):
            items[:] = [Token("item") for _ in range(n % 3 + 1)]
            names["ab"[n % 2]] = Token("name")
            if n % 5 == 0:
                names["c%d" % (n % 20)] = Token("name")
            if n % 20 == 19:
                names.clear()
        done.append(True)

    def use(i):
        n = 0
        while not done or n < N:
            n += 1
            for f in rest, first, named:
                try:
                    got, given = f(**names) if n % 3 == 0 else f(*items, **names) if n % 3 == 1 else f(*items)
                except TypeError:
                    expect(f is not rest, "rest takes everything")
                    continue
                for token in got:
                    expect(token is None or token.kind in (["item"], ["name"]), "item")
                for token in given.values():
                    expect(token is None or token.kind in (["item"], ["name"]), "name")
                given["own"] = n
                expect("own" not in names, "the dict is the callee's own")

    together(replace, use, use)
