# Metaclasses of C, their classes made in every way, and documentation that C writes into its tables afterwards.
import gc

import metaclasses
from metaclasses import Item, Meta, PlainMeta


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


print(Meta, Meta.__mro__, type(Item) is Meta, isinstance(Item, Meta), Item.number, Item.twice(), Item.partner)
item = Item(5)
print(item.value, item.method(), item.got, type(item) is Item)
metaclasses.configure(Item, 20, [Item])
print(Item(1).value, Item.partner[0] is Item)
metaclasses.configure(Item, 20, None)
show(setattr, Item, "number", 1)
show(getattr, item, "number")
show(setattr, Item, "other", 1)

first, second = metaclasses.make_static("metaclasses.First", 1), metaclasses.make_static("metaclasses.Second", 2)
print(first, second, type(first) is Meta, first.number, second.twice(), first.partner, first.__bases__, first(3).value, second().method())
metaclasses.configure(second, 2, first)
print(second.partner, issubclass(second, Item), first in Item.__subclasses__())


class Python(Item, metaclass=Meta):
    def method(self):
        return ("python", super().method())


print(type(Python) is Meta, Python.number, Python.twice(), Python.partner, Python(1).method(), Python.__name__)
Python.partner = Python
Python.number = 3
Python.attribute = "own"
print(Python.partner is Python, Python(1).value, Python.attribute, Python().__dict__)


class DerivedMeta(Meta):
    def __call__(cls, *args):
        return ("called", super().__call__(*args))

    @property
    def both(cls):
        return cls.number, cls.partner


class Derived(Item, metaclass=DerivedMeta):
    pass


Derived.partner = "p"
print(Derived(4)[0], Derived.both, Derived.twice(), type(Derived).__mro__[:3] == (DerivedMeta, Meta, type))
dynamic = Meta("Dynamic", (Item,), {"x": 1})
print(dynamic.x, dynamic.number, dynamic(2).value)


def temporary():
    class Temporary(Item, metaclass=Meta):
        pass

    Temporary.number = 33
    Temporary.partner = Temporary
    Temporary.partner = [Temporary]


temporary()
gc.collect()
dynamic.number = 34
del dynamic
gc.collect()

made = metaclasses.from_metaclass(5)
print(type(made) is PlainMeta, made.number, made(), metaclasses.from_metaclass(6)(), made.__module__, made.__name__)


class FromIt(made):
    pass


FromIt.number = 9
print(type(FromIt) is PlainMeta, FromIt(), FromIt.number, made.number)
hand = metaclasses.by_hand("Hand")
print(hand.__name__, hand.__qualname__, type(hand()) is hand, type(hand))

# Documentation.
print(Item.method.__doc__, Item.value.__doc__, Item.got.__doc__, metaclasses.document.__doc__, Item.documented.__doc__)
for thing in (Item, Item.method, Item.value, Item.got, metaclasses.document, vars(Item)["documented"]):
    metaclasses.document(thing, f"Text about {getattr(thing, '__name__', thing)}.")
print(Item.__doc__, Item.method.__doc__, Item.value.__doc__, Item.got.__doc__, metaclasses.document.__doc__, Item.documented.__doc__, sep="\n")
print(Item().method.__doc__, Item.method.__text_signature__)
metaclasses.document(Item.method, "method($self, /)\n--\n\nWith a signature.")
metaclasses.document(metaclasses.document, "document($module, object, text, /)\n--\n\nWrites.")
print(Item.method.__doc__, Item.method.__text_signature__, metaclasses.document.__doc__, metaclasses.document.__text_signature__)
show(metaclasses.document, 1, "")

# expect: <class 'metaclasses.Meta'> (<class 'metaclasses.Meta'>, <class 'type'>, <class 'object'>) True True 10 20 None
# expect: 15 15 15 True
# expect: 21 True
# expect: TypeError: cannot set 'number' attribute of immutable type 'metaclasses.Item'
# expect: AttributeError: 'metaclasses.Item' object has no attribute 'number'
# expect: TypeError: cannot set 'other' attribute of immutable type 'metaclasses.Item'
# expect: <class 'metaclasses.First'> <class 'metaclasses.Second'> True 1 4 Ellipsis (<class 'metaclasses.Item'>,) 4 2
# expect: <class 'metaclasses.First'> True True
# expect: True 7 14 None ('python', 8) Python
# expect: True 4 own {}
# expect: called (7, 'p') 14 True
# expect: 1 7 9
# expect: class 33 goes
# expect: class 34 goes
# expect: True 5 <of class 5> <of class 6> metaclasses FromSpec
# expect: True <of class 9> 9 5
# expect: Hand outer.Hand True <class 'type'>
# expect: None None None None Documented.
# expect: Text about Item.
# expect: Text about method.
# expect: Text about value.
# expect: Text about got.
# expect: Text about document.
# expect: Text about documented.
# expect: Text about method. ($self, /)
# expect: With a signature. ($self, /) Writes. ($module, object, text, /)
# expect: TypeError: cannot document a int
