# A thread gives special methods to classes and takes them away, while others use their instances and make new ones.
import threading


class Base:
    def __init__(self, value=0):
        self.value = value


class Derived(Base):
    pass


class Failure(Exception):
    pass


def length(self):
    return 3


def make(cls, *args):
    return object.__new__(cls)


def make_exception(cls, *args):
    return Exception.__new__(cls, *args)


def keep(self, name, value):
    object.__setattr__(self, name, value)


def hook(self, name):
    return name


ROUNDS = 300
stop = threading.Event()
wrong = []


def change():
    for _ in range(ROUNDS):
        Base.__len__ = Base.__bool__ = length
        Base.__new__ = make
        Failure.__new__ = make_exception
        Base.__setattr__ = keep
        Base.__getattr__ = hook
        Base.__eq__ = lambda self, other: True
        Base.__iter__ = lambda self: iter((1, 2))
        Base.__del__ = lambda self: None
        del Base.__len__, Base.__bool__, Failure.__new__, Base.__setattr__, Base.__getattr__, Base.__eq__, Base.__iter__, Base.__del__
    stop.set()


def check(ok, what):
    if not ok:
        wrong.append(what)


def use():
    while not stop.is_set():
        for cls in Base, Derived:
            instance = cls(1)
            check(type(instance) is cls and instance.value == 1, "instance")
            instance.value = instance.other = 2
            check(instance.value == 2, "attribute")
            try:
                check(len(instance) == 3, "length")
                check(list(instance) == [1, 2], "items")
            except (TypeError, AttributeError):  # there is none, or it goes away at this moment
                pass
            try:
                check(instance.absent == "absent", "hook")
            except AttributeError:
                pass
            check(instance == instance, "equality")
        check(Failure(1).args == (1,), "exception")


def make_classes():
    """The stores of a thread in its own new classes, as functools.total_ordering and mocks do them."""
    while not stop.is_set():
        cls = type("New", (Derived,), {})
        for name in "__lt__", "__len__", "__hash__", "__setattr__", "__get__", "__call__":
            setattr(cls, name, length if name != "__setattr__" else keep)
        check(cls(1).value == 1 and len(cls(1)) == 3, "new class")


threads = [threading.Thread(target=function) for function in (change, use, use, make_classes)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(wrong[:3], len(Base()) if hasattr(Base, "__len__") else "no length")

# expect: [] no length
