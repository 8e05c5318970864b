# min-version: 3.14
# What libraries of before PEP 649 look for.
import copy, pickle, sys
old = sys.version_info < (3, 14)
class Meta(type):
    def __new__(mcls, name, bases, ns):
        if old:
            mcls.seen = ns["__annotations__"]
            mcls.shown = repr(mcls.seen), len(mcls.seen), list(mcls.seen), "x" in mcls.seen, mcls.seen.get("y"), mcls.seen == {}
        return super().__new__(mcls, name, bases, ns)
class C(metaclass=Meta):
    x: int
    y: C | None
    z: Later[int]
print(not old or Meta.shown == ("{'x': <class 'int'>, 'y': 'C | None', 'z': 'Later[int]'}", 3, ["x", "y", "z"], True, "C | None", False))
try:
    C.__annotations__
except NameError as e:
    print(e)
Later = list
print(not old or Meta.seen["y"] == C | None)
print(C.__annotations__, type(C.__annotations__), not old or C.__dict__["__annotations__"] is C.__annotations__)
print(C.__annotate__(1) == C.__annotations__)
class Plain:
    x: int
    y: str
mapping = Plain.__dict__["__annotations__"] if old else Plain.__annotations__
print(mapping | {"z": 1}, {**mapping}, dict(mapping), mapping.copy(), type(copy.copy(mapping)), mapping == Plain.__annotations__)
class Wrong:
    x: 1 / 0
try:
    Wrong.__dict__["__annotations__"]["x"] if old else Wrong.__annotations__
except ZeroDivisionError as e:
    print(e)

# expect: True
# expect: name 'Later' is not defined
# expect: True
# expect: {'x': <class 'int'>, 'y': __main__.C | None, 'z': list[int]} <class 'dict'> True
# expect: True
# expect: {'x': <class 'int'>, 'y': <class 'str'>, 'z': 1} {'x': <class 'int'>, 'y': <class 'str'>} {'x': <class 'int'>, 'y': <class 'str'>} {'x': <class 'int'>, 'y': <class 'str'>} <class 'dict'> True
# expect: division by zero
