# Functions of an extension: calling conventions, formats of arguments and results, errors.
import functions as f


def show(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__ + ":", error)


print(f.__doc__, f.ANSWER, f.TEXT, f.Error.__mro__[:3], f.__name__)
print(f.one, f.one.__doc__, f.one.__text_signature__, f.one.__name__, f.one.__module__, f.one.__self__ is f)
print(f.no_arguments.__text_signature__, f.with_keywords.__text_signature__, f.with_keywords.__doc__, f.fast.__doc__)

for call in (f.no_arguments, f.one, f.plain, f.fast, f.fast_keywords):
    show(call)
    show(call, 1)
    show(call, 1, 2)
    show(call, *range(20))
    show(call, 1, key=2)
    show(call, key=2)
print(f.with_keywords(), f.with_keywords(1), f.with_keywords(1, key=2), f.with_keywords(key=2))
show(f.one, "ab")
show(f.one, 2**70)
show(f.one, 0.25)
show(f.bad_format, 1)
show(f.fast, 1, "x")

good = [200, -3, 2**31 - 1, -5, 2**62, 7, 2**32 - 1, 2**64 - 1, 1.5, 2.5, []]
show(f.numbers, *good)
for place, bad in ((0, 256), (0, -1), (0, 1.5), (1, 40000), (2, 2**31), (3, 2**63), (4, 2**63), (5, "x"), (5, 1.0), (6, "x"), (7, None), (8, "x"), (9, None)):
    show(f.numbers, *good[:place], bad, *good[place + 1:])
show(f.numbers)
show(f.numbers, *good, 1)

show(f.texts, "a")
show(f.texts, "é", "b\0c", None, b"x\0y", object=[1])
show(f.texts, "a", b"bytes", "z", bytes=b"")
show(f.texts)
show(f.texts, 1)
show(f.texts, "nul\0")
show(f.texts, "a", 5)
show(f.texts, "a", "b", 5)
show(f.texts, "a", "b", "c", "d")
show(f.texts, "a", object=())
show(f.texts, "a", "b", None, b"", [1])
show(f.texts, "a", text="b")
show(f.texts, "a", other=1)
show(f.texts, "\udc80")

show(f.unnamed, 1)
show(f.unnamed, first=1)
show(f.unnamed, 1, 2)
show(f.unnamed, 1, second=2)

show(f.nested, (1, 2), b"abc")
show(f.nested, [1, 2], bytearray(b"abc"), 4)
show(f.nested, (1, 2, 3), b"")
show(f.nested, 5, b"")
show(f.nested, (1, "x"), b"")
show(f.nested, (1, 2), "text")
show(f.nested, (1, 2), b"", "x")
show(f.nested, (1, 2))

try:
    f.returns_null()
except SystemError as error:
    print(error)
show(f.raises, ValueError, "text")
show(f.raises, f.Error, [1])
show(f.raises, int, 1)
show(f.catches, lambda: 5)
show(f.catches, lambda: {}["k"])
show(f.catches, lambda: 1 / 0)
show(f.calls, lambda *args, **keywords: (args, keywords))
show(f.calls, lambda: 1)
show(f.identity, None)
show(f.identity, 5)

f.one.__module__ = "another"
print(f.one.__module__, f.plain.__module__)
f.one.__module__ = 5
print(f.one.__module__, f.one(2), repr(f.one))
del f.one.__module__
print(f.one.__module__)
for text in ("12", " 12x", "-12", "+7", "0", "00", "012", "0x1f", "0XfF", "0x", "0xg", "0o17", "0b101", "0b2", "z", "", "-", "- 1", "-0x10",
             "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616"):
    print(text, *(f.parses(text, base) for base in (0, 10, 16)))
print(f.parses("zz", 36), f.parses("0b1", 16))


class Callable:
    def __init__(self, doc):
        self.__doc__ = doc
        self.__name__ = "name"
        self.__module__ = "somewhere"
        self.more = 5

    def __call__(self, *args):
        return len(args)


method = f.instance_method(Callable("what it does"))
print(method.__doc__, method.__name__, method.__module__, method.more, method(1), type(method).__name__, method.__func__.more)
print(f.instance_method(f.one).__doc__, f.instance_method(len).__name__, hasattr(method, "other"))


class WithMethod:
    bound = method


print(WithMethod().bound(1), type(WithMethod.bound).__name__, type(WithMethod().bound).__name__)

# expect: Functions of C. 42 hé (<class 'functions.Error'>, <class 'KeyError'>, <class 'LookupError'>) functions
# expect: <built-in function one> Twice x. ($module, x, /) one functions True
# expect: () None No signature. None
# expect: self is functions
# expect: TypeError: functions.no_arguments() takes no arguments (1 given)
# expect: TypeError: functions.no_arguments() takes no arguments (2 given)
# expect: TypeError: functions.no_arguments() takes no arguments (20 given)
# expect: TypeError: functions.no_arguments() takes no keyword arguments
# expect: TypeError: functions.no_arguments() takes no keyword arguments
# expect: TypeError: functions.one() takes exactly one argument (0 given)
# expect: 2
# expect: TypeError: functions.one() takes exactly one argument (2 given)
# expect: TypeError: functions.one() takes exactly one argument (20 given)
# expect: TypeError: functions.one() takes no keyword arguments
# expect: TypeError: functions.one() takes no keyword arguments
# expect: ((), 0)
# expect: ((1,), 1)
# expect: ((1, 2), 2)
# expect: ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), 20)
# expect: TypeError: plain() takes no keyword arguments
# expect: TypeError: plain() takes no keyword arguments
# expect: 0
# expect: 1
# expect: 3
# expect: 190
# expect: TypeError: functions.fast() takes no keyword arguments
# expect: TypeError: functions.fast() takes no keyword arguments
# expect: ((), None)
# expect: ((1,), None)
# expect: ((1, 2), None)
# expect: ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), None)
# expect: ((1, 2), ('key',))
# expect: ((2,), ('key',))
# expect: ((), None) ((1,), None) ((1,), {'key': 2}) ((), {'key': 2})
# expect: abab
# expect: 2361183241434822606848
# expect: 0.5
# expect: SystemError: bad format string: O#:bad_format
# expect: TypeError: an integer is required
# expect: [200, -3, 2147483647, -5, 4611686018427387904, 7, 4294967295, 18446744073709551615, 1.5, 2.5, 0]
# expect: OverflowError: unsigned byte integer is greater than maximum
# expect: OverflowError: unsigned byte integer is less than minimum
# expect: TypeError: 'float' object cannot be interpreted as an integer
# expect: OverflowError: signed short integer is greater than maximum
# expect: OverflowError: signed integer is greater than maximum
# expect: OverflowError: Python int too large to convert to C long
# expect: OverflowError: int too big to convert
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'float' object cannot be interpreted as an integer
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: numbers() argument 8 must be int, not None
# expect: TypeError: must be real number, not str
# expect: TypeError: must be real number, not NoneType
# expect: TypeError: numbers() takes exactly 11 arguments (0 given)
# expect: TypeError: numbers() takes exactly 11 arguments (12 given)
# expect: {'text': 'a', 'sized': -1, 'maybe': 'absent', 'bytes': b'none', 'object': None}
# expect: {'text': 'é', 'sized': 3, 'maybe': None, 'bytes': b'x\x00y', 'object': [1]}
# expect: {'text': 'a', 'sized': 5, 'maybe': 'z', 'bytes': b'', 'object': None}
# expect: TypeError: texts() missing required argument 'text' (pos 1)
# expect: TypeError: texts() argument 1 must be str, not int
# expect: ValueError: embedded null character
# expect: TypeError: a bytes-like object is required, not 'int'
# expect: TypeError: texts() argument 3 must be str or None, not int
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: texts() argument 5 must be list, not tuple
# expect: TypeError: texts() takes at most 4 positional arguments (5 given)
# expect: TypeError: argument for texts() given by name ('text') and position (1)
# expect: TypeError: texts() got an unexpected keyword argument 'other'
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\udc80' in position 0: surrogates not allowed
# expect: (1, None)
# expect: (1, None)
# expect: TypeError: unnamed() takes at most 1 argument (2 given)
# expect: TypeError: unnamed() takes at most 1 argument (2 given)
# expect: (1, 2, 7, b'abc')
# expect: (1, 2, 40, b'abc')
# expect: TypeError: argument 1 must be tuple of length 2, not 3
# expect: TypeError: argument 1 must be 2-item tuple, not int
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: function takes at least 2 arguments (1 given)
# expect: <built-in function returns_null> returned NULL without setting an exception
# expect: ValueError: 'text' of str, -3, ff
# expect: Error: '[1] of list, -3, ff'
# expect: SystemError: _PyErr_SetObject: exception <class 'int'> is not a BaseException subclass
# expect: 5
# expect: ('lookup', KeyError('k'))
# expect: (<class 'ZeroDivisionError'>, ZeroDivisionError('division by zero'))
# expect: (((1, 'x'), {}), ((), {}), ((2, 3), {}), ((True,), {'key': None}))
# expect: TypeError: <lambda>() takes 0 positional arguments but 2 were given
# expect: (True, True, Ellipsis, NotImplemented, 1)
# expect: (False, True, Ellipsis, NotImplemented, 1)
# expect: another functions
# expect: 5 4 <built-in function one>
# expect: None
# expect: 12 ((12, 2, 0), (12, 2, 0)) ((12, 2, 0), (12, 2, 0)) ((18, 2, 0), (18, 2, 0))
# expect:  12x ((12, 3, 0), (12, 3, 0)) ((12, 3, 0), (12, 3, 0)) ((18, 3, 0), (18, 3, 0))
# expect: -12 ((-12, 3, 0), (0, 0, 0)) ((-12, 3, 0), (0, 0, 0)) ((-18, 3, 0), (0, 0, 0))
# expect: +7 ((7, 2, 0), (0, 0, 0)) ((7, 2, 0), (0, 0, 0)) ((7, 2, 0), (0, 0, 0))
# expect: 0 ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0))
# expect: 00 ((0, 2, 0), (0, 2, 0)) ((0, 2, 0), (0, 2, 0)) ((0, 2, 0), (0, 2, 0))
# expect: 012 ((0, 1, 0), (0, 1, 0)) ((12, 3, 0), (12, 3, 0)) ((18, 3, 0), (18, 3, 0))
# expect: 0x1f ((31, 4, 0), (31, 4, 0)) ((0, 1, 0), (0, 1, 0)) ((31, 4, 0), (31, 4, 0))
# expect: 0XfF ((255, 4, 0), (255, 4, 0)) ((0, 1, 0), (0, 1, 0)) ((255, 4, 0), (255, 4, 0))
# expect: 0x ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0))
# expect: 0xg ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0))
# expect: 0o17 ((15, 4, 0), (15, 4, 0)) ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0))
# expect: 0b101 ((5, 5, 0), (5, 5, 0)) ((0, 1, 0), (0, 1, 0)) ((45313, 5, 0), (45313, 5, 0))
# expect: 0b2 ((0, 1, 0), (0, 1, 0)) ((0, 1, 0), (0, 1, 0)) ((178, 3, 0), (178, 3, 0))
# expect: z ((0, 0, 0), (0, 0, 0)) ((0, 0, 0), (0, 0, 0)) ((0, 0, 0), (0, 0, 0))
# expect:  ((0, 0, 0), (0, 0, 0)) ((0, 0, 0), (0, 0, 0)) ((0, 0, 0), (0, 0, 0))
# expect: - ((0, 1, 0), (0, 0, 0)) ((0, 1, 0), (0, 0, 0)) ((0, 1, 0), (0, 0, 0))
# expect: - 1 ((-1, 3, 0), (0, 0, 0)) ((-1, 3, 0), (0, 0, 0)) ((-1, 3, 0), (0, 0, 0))
# expect: -0x10 ((-16, 5, 0), (0, 0, 0)) ((0, 2, 0), (0, 0, 0)) ((-16, 5, 0), (0, 0, 0))
# expect: 9223372036854775807 ((9223372036854775807, 19, 0), (9223372036854775807, 19, 0)) ((9223372036854775807, 19, 0), (9223372036854775807, 19, 0)) ((9223372036854775807, 19, 1), (18446744073709551615, 19, 1))
# expect: 9223372036854775808 ((9223372036854775807, 19, 1), (9223372036854775808, 19, 0)) ((9223372036854775807, 19, 1), (9223372036854775808, 19, 0)) ((9223372036854775807, 19, 1), (18446744073709551615, 19, 1))
# expect: -9223372036854775808 ((-9223372036854775808, 20, 0), (0, 0, 0)) ((-9223372036854775808, 20, 0), (0, 0, 0)) ((9223372036854775807, 20, 1), (0, 0, 0))
# expect: -9223372036854775809 ((9223372036854775807, 20, 1), (0, 0, 0)) ((9223372036854775807, 20, 1), (0, 0, 0)) ((9223372036854775807, 20, 1), (0, 0, 0))
# expect: 18446744073709551615 ((9223372036854775807, 20, 1), (18446744073709551615, 20, 0)) ((9223372036854775807, 20, 1), (18446744073709551615, 20, 0)) ((9223372036854775807, 20, 1), (18446744073709551615, 20, 1))
# expect: 18446744073709551616 ((9223372036854775807, 20, 1), (18446744073709551615, 20, 1)) ((9223372036854775807, 20, 1), (18446744073709551615, 20, 1)) ((9223372036854775807, 20, 1), (18446744073709551615, 20, 1))
# expect: ((1295, 2, 0), (1295, 2, 0)) ((177, 3, 0), (177, 3, 0))
# expect: what it does name somewhere 5 1 instancemethod 5
# expect: Twice x. len False
# expect: 2 Callable method
