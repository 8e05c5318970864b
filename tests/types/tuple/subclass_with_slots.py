# Subclasses of tuple may have __slots__ since Python 3.15; those of int and bytes may have __dict__ and __weakref__ among them.
# min-version: 3.15
import copy
import gc
import pickle
import weakref
from collections import namedtuple


class Place(namedtuple("Place", "x y")):
    __slots__ = ("note",)


class Row(tuple):
    __slots__ = ("a", "b", "__dict__")


class More(Row):
    __slots__ = ("c", "__weakref__")


class Number(int):
    __slots__ = ("__dict__", "__weakref__")


class Data(bytes):
    __slots__ = ("__weakref__",)


place = Place(1, 2)
print(hasattr(place, "note"), hasattr(place, "__dict__"))
place.note = ["here"]
print(place, place.note, place._replace(x=5), copy.copy(place).note, copy.deepcopy(place).note)
print(pickle.loads(pickle.dumps(place)).note)
del place.note
print(hasattr(place, "note"), Place.note)

for items in (), (1,), range(100):
    row = More(items)
    row.a, row.c, row.other = row, "c", 3
    print(len(row), sum(row), row.a is row, row.c, hasattr(row, "b"), row.__dict__)
    watch = weakref.ref(row)
    del row
    gc.collect()
    print(watch())

for value in Number(10**30), Number(5):
    value.note = 1
    print(value + 1, value.__dict__, weakref.ref(value)() is value)
data = Data(b"ab")
print(data, weakref.ref(data)() is data, hasattr(data, "__dict__"))

for base, slots in (int, "x"), (bytes, ("__dict__", "x")), (type, "x"), (Row, "__dict__"), (More, "__weakref__"):
    try:
        type("C", (base,), {"__slots__": slots})
    except TypeError as e:
        print(e)


class Meta(type):
    def __new__(cls, name, bases, namespace):
        print("__classcell__" in namespace)
        return super().__new__(cls, name, bases, namespace)


class Base:
    def __init__(self):
        self.b = 42


class Cells(Base, metaclass=Meta):
    __slots__ = ("__classcell__",)

    def __init__(self):
        super().__init__()


cells = Cells()
print(cells.b, type(Cells.__dict__["__classcell__"]).__name__, hasattr(cells, "__classcell__"))

# expect: False False
# expect: Place(x=1, y=2) ['here'] Place(x=5, y=2) ['here'] ['here']
# expect: ['here']
# expect: False <member 'note' of 'Place' objects>
# expect: 0 0 True c False {'other': 3}
# expect: None
# expect: 1 1 True c False {'other': 3}
# expect: None
# expect: 100 4950 True c False {'other': 3}
# expect: None
# expect: 1000000000000000000000000000001 {'note': 1} True
# expect: 6 {'note': 1} True
# expect: b'ab' True False
# expect-before-3.15: nonempty __slots__ not supported for subtype of 'int'
# expect-before-3.15: nonempty __slots__ not supported for subtype of 'bytes'
# expect-before-3.15: nonempty __slots__ not supported for subtype of 'type'
# expect-since-3.15: arbitrary __slots__ not supported for subtype of 'int'
# expect-since-3.15: arbitrary __slots__ not supported for subtype of 'bytes'
# expect-since-3.15: arbitrary __slots__ not supported for subtype of 'type'
# expect: __dict__ slot disallowed: we already got one
# expect: __weakref__ slot disallowed: we already got one
# expect: True
# expect: 42 member_descriptor False
