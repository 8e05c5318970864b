# While a class gets other bases, it hears of every store to those it has or had.
import gc
import threading


class Base:
    x = 0

    def __init__(self, *args): pass


class Middle(Base): pass
class Other(Base): pass
class Changing(Middle): pass
class Leaf(Changing): pass


TURNS = 150
leaf = Leaf()
stored = threading.Event()


def together(*bodies):
    stored.clear()
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads: thread.start()
    for thread in threads: thread.join()


def change_bases():
    while not stored.is_set():
        Changing.__bases__ = (Other,)
        Changing.__bases__ = (Middle,)
        Changing.__bases__ = (Other, Middle)


def store_and_read():
    missed = 0
    for n in range(1, TURNS):
        Base.x = n
        missed += leaf.x != n or Leaf.x != n
        Base.x = value = [n]
        missed += leaf.x is not value
        Base.__init__ = lambda self, *args: None
        Leaf()
    stored.set()
    print("missed", missed)


def look_for_subclasses():
    missed = 0
    while not stored.is_set():
        missed += Middle not in Base.__subclasses__() or Leaf not in Changing.__subclasses__()
        missed += not Other.__subclasses__() and not Middle.__subclasses__()
    assert not missed


def make_subclasses():
    made = 0
    while not stored.is_set():
        class Fresh(Changing): pass
        made += 1
        if made % 100 == 0: gc.collect()  # those that are left would make every change longer
        assert Fresh.__mro__[:2] == (Fresh, Changing) and Fresh.__mro__[-2:] == (Base, object) and Fresh.x is not None


together(change_bases, store_and_read)
together(change_bases, store_and_read, make_subclasses)
together(change_bases, change_bases, store_and_read)
together(change_bases, look_for_subclasses, store_and_read)
Changing.__bases__ = (Middle,)
print([c.__name__ for c in Leaf.__mro__], Other.__subclasses__(), Middle.__subclasses__() == [Changing])

# expect: missed 0
# expect: missed 0
# expect: missed 0
# expect: missed 0
# expect: ['Leaf', 'Changing', 'Middle', 'Base', 'object'] [] True
