import types
from collections import OrderedDict, UserDict
from collections.abc import Mapping

import pending


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(outcome(pending.leaves, "text"))
print(outcome(pending.leaves, ("a", 1)))
print(outcome(pending.replaces, 5))
print(outcome(pending.replaces, "x"))
print(outcome(pending.passes_null_on, 5))


class Items:
    def __getitem__(self, key):
        return key


class Plain:
    pass


class OfKeys(pending.ByKey):
    pass


class WithItems(pending.ByKey):
    def __getitem__(self, key):
        return 7


class OfIndex(pending.ByIndex):
    pass


for thing in ([], (), "", b"", bytearray(), range(3), {}, OrderedDict(), UserDict(), types.MappingProxyType({}), memoryview(b""),
              Items(), Plain(), 5, None, set(), pending.ByKey(), pending.Derived(), OfKeys(), WithItems(), pending.ByIndex(), OfIndex()):
    print(type(thing).__name__, *pending.kinds(thing))
print(pending.ByKey()["k"], pending.Derived()["k"], pending.ByIndex()[2], list(OfIndex()), outcome(list, pending.ByKey()), outcome(list, OfKeys()))


class BadLength(Mapping):
    def __getitem__(self, key):
        return 1

    def __iter__(self):
        yield "a"

    def __len__(self):
        return 1 // 0


print(pending.keys(BadLength()), pending.keys({1: 2}), outcome(pending.keys, 5))
of_tuple, of_none, of_one = pending.free_functions()
print(of_tuple(1, 2), of_tuple(), of_none(), of_one("x"))
print(outcome(of_none, 1), outcome(of_one), of_tuple.__self__, of_one.__name__)
print([function(3) for function in (of_one, of_tuple)])
for text in ("1_x_3", "0x10", "-0x1", "+7.5e2z", " 1", "+ 1", "inf", "nanx", "", "-"):
    print(repr(text), outcome(pending.reads_float, text))
for items in ([], [1, "a", None], (), (2.5, [])):
    print(pending.fast_items(items))
print(pending.new_grown(pending.Grown), len([pending.new_grown(pending.Grown) for _ in range(100)]))


class Refusing(Exception):
    def __init__(self, *args):
        raise ValueError("refused")


class Other(Exception):
    def __new__(cls, *args):
        return 5


class Unshown:
    def __repr__(self):
        raise KeyError("repr")


for args in ((Refusing,), (Refusing, None), (Refusing, (1, "a")), (Refusing, 0), (Refusing, Unshown()), (Other, 1), (KeyError, "fine"), (KeyError, (1, 2)), (int, 1)):
    try:
        pending.sets(*args)
    except Exception as error:
        print(type(error).__name__, error.args, getattr(error, "__notes__", None))
module = type(pending)("named")
print(pending.named(module))
module.__name__ = "renamed"
print(pending.named(module))
for name in (b"bytes", None):
    module.__name__ = name
    try:
        pending.named(module)
    except SystemError as error:
        print(error)
del module.__name__
for broken in (module, 5):
    try:
        pending.named(broken)
    except (SystemError, TypeError) as error:
        print(type(error).__name__, error)

# expect: KeyError: 'first'
# expect: AssertionError: a call has failed
# expect: KeyError: 'first'
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: AttributeError: 'int' object has no attribute 'missing'
# expect: list 1 1
# expect: tuple 1 1
# expect: str 1 1
# expect: bytes 1 1
# expect: bytearray 1 1
# expect: range 1 1
# expect: dict 0 1
# expect: OrderedDict 0 1
# expect: UserDict 1 1
# expect: mappingproxy 0 1
# expect: memoryview 1 1
# expect: Items 1 1
# expect: Plain 0 0
# expect: int 0 0
# expect: NoneType 0 0
# expect: set 0 0
# expect: ByKey 0 1
# expect: Derived 0 1
# expect: OfKeys 0 1
# expect: WithItems 1 1
# expect: ByIndex 1 0
# expect: OfIndex 1 0
# expect: k k 2 [0, 1, 2] TypeError: 'pending.ByKey' object is not iterable TypeError: 'OfKeys' object is not iterable
# expect: ['a'] [1] AttributeError: 'int' object has no attribute 'keys'
# expect: ('NULL', (1, 2)) ('NULL', ()) ('NULL', None) ('NULL', 'x')
# expect: TypeError: free_none() takes no arguments (1 given) TypeError: free_one() takes exactly one argument (0 given) None free_one
# expect: [('NULL', 3), ('NULL', (3,))]
# expect: '1_x_3' (1.0, '_x_3')
# expect: '0x10' (0.0, 'x10')
# expect: '-0x1' (-0.0, 'x1')
# expect: '+7.5e2z' (750.0, 'z')
# expect: ' 1' ValueError: could not convert string to float: ' 1'
# expect: '+ 1' ValueError: could not convert string to float: '+ 1'
# expect: 'inf' (inf, '')
# expect: 'nanx' (nan, 'x')
# expect: '' ValueError: could not convert string to float: ''
# expect: '-' ValueError: could not convert string to float: '-'
# expect: (0, 1)
# expect: (3, 1)
# expect: (0, 1)
# expect: (2, 1)
# expect: (160, 19.0) 100
# expect: ValueError ('refused',) ['Normalization failed: type=Refusing args=<NULL>']
# expect: ValueError ('refused',) ['Normalization failed: type=Refusing args=None']
# expect: ValueError ('refused',) ["Normalization failed: type=Refusing args=(1, 'a')"]
# expect: ValueError ('refused',) ['Normalization failed: type=Refusing args=0']
# expect: ValueError ('refused',) ['Normalization failed: type=Refusing args=<unknown>']
# expect: TypeError ("calling <class '__main__.Other'> should have returned an instance of BaseException, not int",) ['Normalization failed: type=Other args=1']
# expect: KeyError ('fine',) None
# expect: KeyError (1, 2) None
# expect: SystemError ("_PyErr_SetObject: exception <class 'int'> is not a BaseException subclass",) None
# expect: ('named', 'named')
# expect: ('renamed', 'renamed')
# expect: nameless module
# expect: nameless module
# expect: SystemError nameless module
# expect: TypeError bad argument type for built-in operation
