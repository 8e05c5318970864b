"""Errors and orders that random programs compared with CPython 3.13 have found to differ."""
import collections
import functools
import itertools
import types


def told(f):
    try:
        print(repr(f()))
    except BaseException as error:
        print(type(error).__name__, error, error.args)


O = collections.OrderedDict
told(lambda: O().pop([], 1))
told(lambda: O(a=1).pop((1,)))
told(lambda: O().move_to_end([]))
told(lambda: O().move_to_end(None))
told(lambda: O(a=1).move_to_end((1, 2)))
told(lambda: O(1, 2))
told(lambda: O(a=1).update(1, 2))
told(lambda: {}.pop([], 1))
told(lambda: {}.pop([]))
told(lambda: sorted())
told(lambda: sorted([], 1))
told(lambda: sorted([], foo=1))
told(lambda: sorted(iterable=[]))
told(lambda: set().update(a=1))
print(sorted([3, 1, 2], key=lambda n: -n), sorted("ba", reverse=True))


class Sets:
    def __setitem__(self, key, value):
        pass

    def __set__(self, instance, value):
        pass

    def __getitem__(self):
        pass


class Holds:
    a = Sets()


def delete_item():
    del Sets()[1]


def delete_attribute():
    del Holds().a


def delete_of_function():
    del delete_item.__eq__


for f in delete_item, delete_attribute, delete_of_function:
    told(f)
told(lambda: reversed(Sets()))
told(lambda: bytes(2**63 - 1))
told(lambda: b"ab" * (2**63 - 1))
told(lambda: bytearray(b"ab") * (2**63 - 1))
told(lambda: format(1, "\ud800"))
told(lambda: b"a".find("a", "x"))
told(lambda: b"a".startswith("a", "x"))
told(lambda: b"a".replace("a", b"b", dict))


class B(bytes):
    def __repr__(self):
        return "B!"


told(lambda: int(B(b"x")))
n = types.SimpleNamespace()


def replace_dict():
    n.__dict__ = {}


told(replace_dict)


class P(property):
    pass


told(lambda: (P(1).__dict__ != {}, P(delete_item).__dict__, P().__dict__))


class F(frozenset):
    def __iter__(self):
        return iter("xyz")


class Q(collections.deque):
    def __iter__(self):
        return iter("xyz")


told(lambda: F(1, 2))
told(lambda: F().__reduce__()[1])
told(lambda: (Q(), Q() == Q("a"), Q() < collections.deque("xyzz"), Q() == Q()))
told(lambda: (list(enumerate("ab", -(2**63))), list(enumerate("abc", -(2**62) - 1))))
told(lambda: next(itertools.count(True)))
told(lambda: {True: 1}.keys() & {1, 2})
told(lambda: bytearray(b"'a"))
b = bytearray(b"b")


def grow():
    global b
    b += b


told(grow)


class W:
    pass


class Sized(W, bytes):
    pass


import weakref

told(lambda: weakref.ref(Sized()))
g = ExceptionGroup("g", [ValueError(1), KeyError(2)])
told(lambda: [part.__suppress_context__ for part in g.split(KeyError)])
try:
    try:
        raise KeyError
    except KeyError:
        [1] * (2**62)
except MemoryError as error:
    print(error.__context__)


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def fails():
    return print(D("first"), D("second"), D("third").missing)


told(fails)
import operator
import re


class Float:
    def __float__(self):
        print("float")
        return 1.0


told(lambda: complex(Float(), {}))
told(lambda: complex(Float(), Float()))
told(lambda: format("a", "\0"))
told(lambda: operator.methodcaller("x")(1, 2, a=1))


class Slotted(list):
    __slots__ = ()

    def __delattr__(self, name):
        object.__delattr__(self, name)


def delete_of_slotted():
    del Slotted().x


told(delete_of_slotted)


def cells_end_last():
    z = D("z, a cell")
    a = D("a, a cell")
    m = D("m")
    return lambda: (a, z)


cells_end_last()


class Again:
    def __iter__(self):
        print("iter")
        self.left = 3
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left


def star():
    first, *rest = Again()
    return first, rest


told(star)
told(lambda: (tuple(Again()), list(Again()), bytes(Again()), operator.countOf(Again(), 1)))


def chained():
    held = D("outer")
    inner()


def inner():
    held = D("inner")
    held.missing


told(chained)


def set_of_function():
    inner.__hash__ = 3
    return inner.__dict__


told(set_of_function)
print(re.sub("a", lambda m: print("asked") or "b", "aa"))
told(lambda: re.sub("a", lambda m: print("asked") or m, "aa"))

# expect: TypeError unhashable type: 'list' ("unhashable type: 'list'",)
# expect: KeyError 1 (1,)
# expect: KeyError [] ([],)
# expect: KeyError  ()
# expect: KeyError (1, 2) (1, 2)
# expect: TypeError expected at most 1 arguments, got 2 ('expected at most 1 arguments, got 2',)
# expect: TypeError update() takes at most 1 positional argument (2 given) ('update() takes at most 1 positional argument (2 given)',)
# expect: 1
# expect: KeyError [] ([],)
# expect: TypeError sorted expected 1 argument, got 0 ('sorted expected 1 argument, got 0',)
# expect: TypeError sorted expected 1 argument, got 2 ('sorted expected 1 argument, got 2',)
# expect: TypeError sort() got an unexpected keyword argument 'foo' ("sort() got an unexpected keyword argument 'foo'",)
# expect: TypeError sorted expected 1 argument, got 0 ('sorted expected 1 argument, got 0',)
# expect: TypeError set.update() takes no keyword arguments ('set.update() takes no keyword arguments',)
# expect: [3, 2, 1] ['b', 'a']
# expect: AttributeError __delitem__ ('__delitem__',)
# expect: AttributeError __delete__ ('__delete__',)
# expect: AttributeError 'function' object has no attribute '__eq__' ("'function' object has no attribute '__eq__'",)
# expect: TypeError object of type 'Sets' has no len() ("object of type 'Sets' has no len()",)
# expect: OverflowError byte string is too large ('byte string is too large',)
# expect: OverflowError repeated bytes are too long ('repeated bytes are too long',)
# expect: MemoryError  ()
# expect: ValueError Unknown format code '\xd800' for object of type 'int' ("Unknown format code '\\xd800' for object of type 'int'",)
# expect: TypeError slice indices must be integers or None or have an __index__ method ('slice indices must be integers or None or have an __index__ method',)
# expect: TypeError slice indices must be integers or None or have an __index__ method ('slice indices must be integers or None or have an __index__ method',)
# expect: TypeError a bytes-like object is required, not 'str' ("a bytes-like object is required, not 'str'",)
# expect: ValueError invalid literal for int() with base 10: b'x' ("invalid literal for int() with base 10: b'x'",)
# expect: AttributeError readonly attribute ('readonly attribute',)
# expect: (True, {'__doc__': None}, {'__doc__': None})
# expect: TypeError F expected at most 1 argument, got 2 ('F expected at most 1 argument, got 2',)
# expect: (['x', 'y', 'z'],)
# expect: (Q(['x', 'y', 'z']), False, True, True)
# expect: ([(-9223372036854775808, 'a'), (-9223372036854775807, 'b')], [(-4611686018427387905, 'a'), (-4611686018427387904, 'b'), (-4611686018427387903, 'c')])
# expect: 1
# expect: {True}
# expect-before-3.14: bytearray(b"\'a")
# expect-since-3.14: bytearray(b"'a")
# expect: BufferError Existing exports of data: object cannot be re-sized ('Existing exports of data: object cannot be re-sized',)
# expect: TypeError cannot create weak reference to 'Sized' object ("cannot create weak reference to 'Sized' object",)
# expect: [True, True]
# expect: None
# expect: end of second
# expect: end of first
# expect: AttributeError 'D' object has no attribute 'missing' ("'D' object has no attribute 'missing'",)
# expect: end of third
# expect-before-3.14: TypeError complex() second argument must be a number, not 'dict' ("complex() second argument must be a number, not 'dict'",)
# expect-since-3.14: TypeError complex() argument 'imag' must be a real number, not dict ("complex() argument 'imag' must be a real number, not dict",)
# expect: float
# expect: float
# expect: (1+1j)
# expect: ValueError Unknown format code '\x0' for object of type 'str' ("Unknown format code '\\x0' for object of type 'str'",)
# expect: TypeError methodcaller expected 1 argument, got 2 ('methodcaller expected 1 argument, got 2',)
# expect: AttributeError 'Slotted' object has no attribute 'x' ("'Slotted' object has no attribute 'x'",)
# expect: end of m
# expect: end of z, a cell
# expect: end of a, a cell
# expect: iter
# expect: iter
# expect: (2, [2, 1, 0])
# expect: iter
# expect: iter
# expect: iter
# expect: iter
# expect: ((2, 1, 0), [2, 1, 0], b'\x02\x01\x00', 1)
# expect: AttributeError 'D' object has no attribute 'missing' ("'D' object has no attribute 'missing'",)
# expect: end of inner
# expect: end of outer
# expect: {'__hash__': 3}
# expect: asked
# expect: asked
# expect: bb
# expect: asked
# expect: asked
# expect: TypeError sequence item 0: expected str instance, re.Match found ('sequence item 0: expected str instance, re.Match found',)
