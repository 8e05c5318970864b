# Special methods set and deleted in classes of C after they were made: operators and slots follow.
import changes
from changes import Derived, Value


class Python(Value):
    pass


class Own(Derived):
    def __add__(self, other):
        return "own"

    def __getattribute__(self, name):
        return "by Own" if name == "special" else super().__getattribute__(name)


def attempt(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def state(what):
    print("--", what)
    for cls in (Value, Derived, Python, Own):
        x = cls(3)
        operators = {
            "add": lambda: x + x,
            "subtract": lambda: x - x,
            "power": lambda: x ** x,
            "length": lambda: len(x),
            "subscript": lambda: x[None],
            "call": lambda: x(),
            "repr": lambda: repr(x),
            "special": lambda: x.special,
        }
        seen = changes.by_slots(x)
        for name, call in operators.items():
            result, slot = attempt(call), seen[name]
            same = result == slot or slot == "none" or (name == "length" and slot == -1)
            print(cls.__name__, name, result, "" if same else f"C sees {slot}", slot == "none")


state("at first")
originals = {name: vars(Value)[name] for name in ("__add__", "__radd__", "__len__", "__repr__", "__call__", "__getitem__", "__getattribute__")}
Value.__add__ = lambda self, other: ("python", originals["__add__"](self, other))
Value.__len__ = lambda self: originals["__len__"](self) * 10
Value.__repr__ = lambda self: "<" + originals["__repr__"](self) + ">"
Value.__sub__ = lambda self, other: "minus"
Value.__getitem__ = lambda self, key: "item"
Value.__call__ = lambda self: ("called", originals["__call__"](self))
Value.__getattribute__ = lambda self, name: "by Python" if name == "special" else originals["__getattribute__"](self, name)
Value.__iter__ = lambda self: iter("ab")
state("set")
print(list(Value(1)), list(Python(1)))
for name, original in originals.items():
    setattr(Value, name, original)
state("put back")
for name in ("__add__", "__radd__", "__len__", "__getitem__", "__sub__", "__iter__", "__call__", "__repr__", "__getattribute__"):
    delattr(Value, name)
print(changes.by_slots(Value(2))["add"], changes.by_slots(Python(2))["length"], changes.by_slots(Derived(2))["subscript"], Own(1) + 1)
for call in (lambda: Value(1) + Value(2), lambda: len(Python(2)), lambda: Derived(1)[0], lambda: iter(Value(1)), lambda: Value(1)(), lambda: Own(1).special):
    print(attempt(call))
print(repr(Python(1)).startswith("<__main__.Python object"), repr(Value(1)).startswith("<changes.Value object"))
Value.__len__ = originals["__len__"]
Python.__len__ = lambda self: 77
Derived.__repr__ = lambda self: "derived"
print(len(Value(4)), len(Derived(5)), len(Python(6)), Derived(1), Own(1), changes.by_slots(Python(6))["length"], changes.by_slots(Own(6))["repr"])
del Python.__len__, Derived.__repr__
print(len(Python(6)), changes.by_slots(Python(6))["length"], Value.__pow__(Value(1), 2), pow(Value(1), 2, 3))

# expect: -- at first
# expect: Value add changes.Value + changes.Value  False
# expect: Value subtract TypeError: unsupported operand type(s) for -: 'changes.Value' and 'changes.Value'  True
# expect: Value power ('power', None, value 3)  False
# expect: Value length 3  False
# expect: Value subscript (3, None)  False
# expect: Value call (3, ())  False
# expect: Value repr value 3  False
# expect: Value special by C  False
# expect: Derived add changes.Derived + changes.Derived  False
# expect: Derived subtract TypeError: unsupported operand type(s) for -: 'changes.Derived' and 'changes.Derived'  True
# expect: Derived power ('power', None, value 3)  False
# expect: Derived length 3  False
# expect: Derived subscript (3, None)  False
# expect: Derived call (3, ())  False
# expect: Derived repr value 3  False
# expect: Derived special by C  False
# expect: Python add Python + Python  False
# expect: Python subtract TypeError: unsupported operand type(s) for -: 'Python' and 'Python'  True
# expect: Python power ('power', None, value 3)  False
# expect: Python length 3  False
# expect: Python subscript (3, None)  False
# expect: Python call (3, ())  False
# expect: Python repr value 3  False
# expect: Python special by C  False
# expect: Own add own  False
# expect: Own subtract TypeError: unsupported operand type(s) for -: 'Own' and 'Own'  True
# expect: Own power ('power', None, value 3)  False
# expect: Own length 3  False
# expect: Own subscript (3, None)  False
# expect: Own call (3, ())  False
# expect: Own repr value 3  False
# expect: Own special by Own  False
# expect: -- set
# expect: Value add ('python', 'changes.Value + changes.Value')  False
# expect: Value subtract minus  False
# expect: Value power ('power', None, <value 3>)  False
# expect: Value length 30  False
# expect: Value subscript item  False
# expect: Value call ('called', (3, ()))  False
# expect: Value repr <value 3>  False
# expect: Value special by Python  False
# expect: Derived add ('python', 'changes.Derived + changes.Derived')  False
# expect: Derived subtract minus  False
# expect: Derived power ('power', None, <value 3>)  False
# expect: Derived length 30  False
# expect: Derived subscript item  False
# expect: Derived call ('called', (3, ()))  False
# expect: Derived repr <value 3>  False
# expect: Derived special by Python  False
# expect: Python add ('python', 'Python + Python')  False
# expect: Python subtract minus  False
# expect: Python power ('power', None, <value 3>)  False
# expect: Python length 30  False
# expect: Python subscript item  False
# expect: Python call ('called', (3, ()))  False
# expect: Python repr <value 3>  False
# expect: Python special by Python  False
# expect: Own add own  False
# expect: Own subtract minus  False
# expect: Own power ('power', None, <value 3>)  False
# expect: Own length 30  False
# expect: Own subscript item  False
# expect: Own call ('called', (3, ()))  False
# expect: Own repr <value 3>  False
# expect: Own special by Own  False
# expect: ['a', 'b'] ['a', 'b']
# expect: -- put back
# expect: Value add changes.Value + changes.Value  False
# expect: Value subtract minus  False
# expect: Value power ('power', None, value 3)  False
# expect: Value length 3  False
# expect: Value subscript (3, None)  False
# expect: Value call (3, ())  False
# expect: Value repr value 3  False
# expect: Value special by C  False
# expect: Derived add changes.Derived + changes.Derived  False
# expect: Derived subtract minus  False
# expect: Derived power ('power', None, value 3)  False
# expect: Derived length 3  False
# expect: Derived subscript (3, None)  False
# expect: Derived call (3, ())  False
# expect: Derived repr value 3  False
# expect: Derived special by C  False
# expect: Python add Python + Python  False
# expect: Python subtract minus  False
# expect: Python power ('power', None, value 3)  False
# expect: Python length 3  False
# expect: Python subscript (3, None)  False
# expect: Python call (3, ())  False
# expect: Python repr value 3  False
# expect: Python special by C  False
# expect: Own add own  False
# expect: Own subtract minus  False
# expect: Own power ('power', None, value 3)  False
# expect: Own length 3  False
# expect: Own subscript (3, None)  False
# expect: Own call (3, ())  False
# expect: Own repr value 3  False
# expect: Own special by Own  False
# expect: none none none own
# expect: TypeError: unsupported operand type(s) for +: 'changes.Value' and 'changes.Value'
# expect: TypeError: object of type 'Python' has no len()
# expect: TypeError: 'changes.Derived' object is not subscriptable
# expect: TypeError: 'changes.Value' object is not iterable
# expect: TypeError: 'changes.Value' object is not callable
# expect: by Own
# expect: True True
# expect: 4 5 77 derived derived 77 derived
# expect: 6 6 ('power', None, 2) ('power', 3, None)
