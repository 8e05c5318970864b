# __new__ takes the format since 3.15. Programs whose __init__ gives another one than their __new__ are warned and keep
# working, as do those that call __init__ again.
# min-version: 3.15
import struct
import warnings
from struct import Struct


class Init(Struct):
    def __init__(self, *formats):
        for format in formats:
            Struct.__init__(self, format)


class New(Struct):
    def __new__(cls, *args):
        return Struct.__new__(cls, "<h")


class Both(Struct):
    def __new__(cls, first, second):
        return Struct.__new__(cls, *first)

    def __init__(self, first, second):
        Struct.__init__(self, *second)


class Plain(Struct):
    pass


def again(first, *formats):
    made = Plain(first)
    for format in formats:
        made.__init__(format)
    return made


def outcome(call):
    try:
        made = call()
        return repr(made) if isinstance(made, Struct) else made
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def show(text):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(text, "->", outcome(lambda: eval(text)))
    for warning in caught:
        print("   ", warning.category.__name__, warning.message)


for text in """
Struct()
Struct(3)
Struct("h", 3)
Struct("$")
Struct("\\u20ac")
Struct(b"\\xa4")
Struct.__new__(Struct)
Struct.__new__(Struct, 3)
Struct.__new__(Struct, "h", 3)
Struct.__new__(Plain, format="h")
Struct.__new__(New)
Init()
Init("h")
Init("h", "h")
Init("h", "i")
Init("$")
Init("\\u20ac")
Init(3)
Init.__new__(Init, format="h", arg=3)
New()
New("<i", 4)
New("<i").__init__("<i")
Both(["<h"], ["<h"])
Both(["<h"], [b"<h"])
Both(["<h"], ["<i"])
Both(["<h"], ["$"])
Both(["<h"], [3])
Both(["<h"], [])
Both([], ["<h"])
Plain("h").__init__()
Plain("h").__init__("i", 3)
again("<h", "<h")
again("<h", "<i", "<i", "<q")
again("<h", "<i").pack(1)
again("<h", "$")
Struct.__new__(Struct).size
Struct.__new__(Struct).format
Struct.__new__(Struct).iter_unpack(b"")
Struct.__new__(Struct).pack(1)
Struct.__new__(Struct).unpack(b"")
Struct.__new__(Struct).unpack_from(b"")
Struct.__new__(Struct).__sizeof__()
""".split("\n")[1:-1]:
    show(text)

for call in lambda: struct.calcsize(b"h"), lambda: struct.calcsize("h"), lambda: struct.pack(b"\xa4"), lambda: struct.pack("\u20ac"), lambda: struct.calcsize(3):
    print(outcome(call))

# An iterator keeps the layout that it has begun with.
warnings.simplefilter("ignore")
made = Struct("<h")
values = made.iter_unpack(b"\1\0\2\0\3\0\4\0")
print(next(values))

# expect: Struct() -> TypeError: Struct() missing required argument 'format' (pos 1)
# expect: Struct(3) -> TypeError: Struct() argument 1 must be a str or bytes object, not int
# expect: Struct("h", 3) -> TypeError: Struct() takes at most 1 argument (2 given)
# expect: Struct("$") -> error: bad char in struct format
# expect: Struct("\u20ac") -> ValueError: non-ASCII character in struct format
# expect: Struct(b"\xa4") -> ValueError: non-ASCII character in struct format
# expect: Struct.__new__(Struct) -> RuntimeError: Struct object is not initialized
# expect: Struct.__new__(Struct, 3) -> TypeError: Struct() argument 1 must be a str or bytes object, not int
# expect: Struct.__new__(Struct, "h", 3) -> RuntimeError: Struct object is not initialized
# expect: Struct.__new__(Plain, format="h") -> Plain('h')
# expect: Struct.__new__(New) -> TypeError: Struct() missing required argument 'format' (pos 1)
# expect: Init() -> RuntimeError: Struct object is not initialized
# expect:     DeprecationWarning Struct() missing required argument 'format' (pos 1)
# expect: Init("h") -> Init('h')
# expect: Init("h", "h") -> Init('h')
# expect:     DeprecationWarning Struct() takes at most 1 argument (2 given)
# expect: Init("h", "i") -> Init('i')
# expect:     DeprecationWarning Struct() takes at most 1 argument (2 given)
# expect:     FutureWarning Re-initialization of Struct by calling the __init__() method will not work in future Python versions
# expect: Init("$") -> error: bad char in struct format
# expect:     DeprecationWarning Invalid 'format' argument for Struct.__new__(): bad char in struct format
# expect: Init("\u20ac") -> ValueError: non-ASCII character in struct format
# expect:     DeprecationWarning Invalid 'format' argument for Struct.__new__(): non-ASCII character in struct format
# expect: Init(3) -> TypeError: Struct() argument 1 must be a str or bytes object, not int
# expect:     DeprecationWarning Invalid 'format' argument for Struct.__new__(): Struct() argument 1 must be a str or bytes object, not int
# expect: Init.__new__(Init, format="h", arg=3) -> RuntimeError: Struct object is not initialized
# expect:     DeprecationWarning Struct() takes at most 1 argument (2 given)
# expect: New() -> New('<h')
# expect: New("<i", 4) -> New('<h')
# expect: New("<i").__init__("<i") -> None
# expect:     FutureWarning Re-initialization of Struct by calling the __init__() method will not work in future Python versions
# expect: Both(["<h"], ["<h"]) -> Both('<h')
# expect: Both(["<h"], [b"<h"]) -> Both('<h')
# expect: Both(["<h"], ["<i"]) -> Both('<i')
# expect:     FutureWarning Different format arguments for __new__() and __init__() methods of Struct
# expect: Both(["<h"], ["$"]) -> error: bad char in struct format
# expect:     FutureWarning Different format arguments for __new__() and __init__() methods of Struct
# expect: Both(["<h"], [3]) -> TypeError: Struct() argument 1 must be a str or bytes object, not int
# expect:     FutureWarning Different format arguments for __new__() and __init__() methods of Struct
# expect: Both(["<h"], []) -> TypeError: Struct() missing required argument 'format' (pos 1)
# expect: Both([], ["<h"]) -> TypeError: Struct() missing required argument 'format' (pos 1)
# expect: Plain("h").__init__() -> TypeError: Struct() missing required argument 'format' (pos 1)
# expect: Plain("h").__init__("i", 3) -> TypeError: Struct() takes at most 1 argument (2 given)
# expect: again("<h", "<h") -> Plain('<h')
# expect: again("<h", "<i", "<i", "<q") -> Plain('<q')
# expect:     FutureWarning Re-initialization of Struct by calling the __init__() method will not work in future Python versions
# expect:     FutureWarning Re-initialization of Struct by calling the __init__() method will not work in future Python versions
# expect: again("<h", "<i").pack(1) -> b'\x01\x00\x00\x00'
# expect:     FutureWarning Re-initialization of Struct by calling the __init__() method will not work in future Python versions
# expect: again("<h", "$") -> error: bad char in struct format
# expect:     FutureWarning Re-initialization of Struct by calling the __init__() method will not work in future Python versions
# expect: Struct.__new__(Struct).size -> -1
# expect: Struct.__new__(Struct).format -> AttributeError: '_struct.Struct' object has no attribute 'format'
# expect: Struct.__new__(Struct).iter_unpack(b"") -> RuntimeError: Struct object is not initialized
# expect: Struct.__new__(Struct).pack(1) -> RuntimeError: Struct object is not initialized
# expect: Struct.__new__(Struct).unpack(b"") -> RuntimeError: Struct object is not initialized
# expect: Struct.__new__(Struct).unpack_from(b"") -> RuntimeError: Struct object is not initialized
# expect: Struct.__new__(Struct).__sizeof__() -> RuntimeError: Struct object is not initialized
# expect: 2
# expect: 2
# expect: ValueError: non-ASCII character in struct format
# expect: ValueError: non-ASCII character in struct format
# expect: TypeError: Struct() argument 1 must be a str or bytes object, not int
# expect: (1,)
