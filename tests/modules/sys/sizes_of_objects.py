# How large an object is, is the interpreter's business: that it grows with what is in it is not.
import sys


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class Odd:
    def __sizeof__(self):
        return 5000


class Negative:
    def __sizeof__(self):
        return -1


class Text:
    def __sizeof__(self):
        return "large"


small_and_large = [("", "x" * 1000), (b"", bytes(1000)), (bytearray(), bytearray(1000)), ([], [None] * 1000), ((), (None,) * 1000), (set(), set(range(1000))), (frozenset(), frozenset(range(1000))),
                   ({}, dict.fromkeys(range(1000))), (1, 1 << 10000), ("x" * 100, "\u20ac" * 100), ("\u20ac" * 100, "\U0001f600" * 100)]
for small, large in small_and_large:
    print(type(small).__name__, small.__sizeof__() < large.__sizeof__(), sys.getsizeof(small) < sys.getsizeof(large), small.__sizeof__() <= sys.getsizeof(small))
for thing in (Plain(), Slots(), object(), Plain, int, type, 1.5, 1j, None, len, range(5), memoryview(b""), slice(1)):
    size = type.__sizeof__(thing) if isinstance(thing, type) else thing.__sizeof__()
    print(type(thing).__name__, size > 0, sys.getsizeof(thing) > 0)
print(Odd().__sizeof__(), sys.getsizeof(Odd()) >= 5000, bytearray(b"text").__alloc__() > 4, bytearray().__alloc__() >= 0)
for source in ("sys.getsizeof(Negative())", "sys.getsizeof(Text())", "sys.getsizeof(Text(), 77)", "sys.getsizeof()", "sys.getsizeof(1, 2, 3)", "[].__sizeof__(1)", "object.__sizeof__()", "type.__sizeof__(5)", "bytearray().__alloc__(1)"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)
    except Exception as error:
        print(source, type(error).__name__, error)

# expect: str True True True
# expect: bytes True True True
# expect: bytearray True True True
# expect: list True True True
# expect: tuple True True True
# expect: set True True True
# expect: frozenset True True True
# expect: dict True True True
# expect: int True True True
# expect: str True True True
# expect: str True True True
# expect: Plain True True
# expect: Slots True True
# expect: object True True
# expect: type True True
# expect: type True True
# expect: type True True
# expect: float True True
# expect: complex True True
# expect: NoneType True True
# expect: builtin_function_or_method True True
# expect: range True True
# expect: memoryview True True
# expect: slice True True
# expect: 5000 True True True
# expect: sys.getsizeof(Negative()) ValueError __sizeof__() should return >= 0
# expect: sys.getsizeof(Text()) TypeError
# expect: sys.getsizeof(Text(), 77) 77
# expect: sys.getsizeof() TypeError
# expect: sys.getsizeof(1, 2, 3) TypeError
# expect: [].__sizeof__(1) TypeError
# expect: object.__sizeof__() TypeError
# expect: type.__sizeof__(5) TypeError
# expect: bytearray().__alloc__(1) TypeError
