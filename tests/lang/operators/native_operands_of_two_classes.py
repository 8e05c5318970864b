# Operators whose left operand is an object of a native class: which side is asked first, subclasses in C and in Python,
# in-place forms, sequences, what nobody supports, operands that the result replaces.
import array, collections, datetime, decimal, fractions, itertools, operator

class Right:
    def __radd__(self, other): return "radd", type(other).__name__
    def __rsub__(self, other): return "rsub", type(other).__name__
    def __rmul__(self, other): return "rmul", type(other).__name__
    def __ror__(self, other): return "ror", type(other).__name__
    def __rand__(self, other): return "rand", type(other).__name__
    def __rmod__(self, other): return "rmod", type(other).__name__

class Declines:
    def __radd__(self, other): return NotImplemented
    def __rmul__(self, other): return NotImplemented

class Delta(datetime.timedelta):
    def __radd__(self, other): return "Delta.__radd__"
    def __rsub__(self, other): return "Delta.__rsub__"
class Plain(datetime.timedelta):
    pass
class Moment(datetime.datetime):
    pass
class MoreTuple(tuple):
    def __radd__(self, other): return "MoreTuple.__radd__"
class MoreSet(frozenset):
    def __ror__(self, other): return "MoreSet.__ror__"
class MoreFloat(float):
    def __radd__(self, other): return "MoreFloat.__radd__"
class MoreDict(dict):
    def __ror__(self, other): return "MoreDict.__ror__"

d, step = datetime.datetime(2020, 1, 31, 23, 59, 58, 999999), datetime.timedelta(seconds=1, microseconds=1)
day = datetime.date(2020, 2, 28)
print(d + step, step + d, d - step, d - d, step + step, step - step, step * 3, 3 * step, day + step * 86400, day - day)
print(d + Delta(1), d - Delta(1), step + Delta(1), d + Plain(1), Plain(1) + d, type(Moment(2020, 1, 1) + step).__name__)
print(Moment(2020, 1, 1) - d, type(step + Moment(2020, 1, 1)).__name__, day - Moment(2020, 1, 1) if False else "")

def both(operation, *pairs):
    for a, b in pairs:
        try:
            result = operation(a, b)
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        print(operation.__name__, type(a).__name__, type(b).__name__, "->", result)

natives = [d, step, day, (1,), [1], {1}, frozenset([1]), {1: 2}, b"x", bytearray(b"x"), range(3), 1e300, 1 << 80,
           decimal.Decimal(3), 2j, array.array("i", [1]), collections.deque([1]), collections.Counter("a"), None, int]
for value in natives:
    both(operator.add, (value, Right()), (value, Declines()), (value, object()), (value, None))
both(operator.sub, (d, 1), (1, d), (step, d), ({1}, [1]), ({1: 2}.keys(), [1]), ({1: 2}.items(), {(1, 2)}), (d, Right()))
both(operator.mul, ([1], 2), (2, [1]), ((1,), Right()), ([1], Declines()), (b"x", 3), (3, bytearray(b"x")), ([1], 1.5), (step, 1.5))
both(operator.or_, ({1}, {2}), ({1: 1}, {2: 2}), (frozenset([1]), MoreSet([2])), ({1: 1}, MoreDict({2: 2})), (int, None), ({1}, Right()))
both(operator.add, ((1,), MoreTuple((2,))), (MoreTuple((1,)), (2,)), (1e300, MoreFloat(1)), (1 << 80, MoreFloat(1)), (b"a", bytearray(b"b")))
both(operator.mod, (b"%d", 5), (bytearray(b"%d"), (5,)), ((1,), Right()), (1e300, 7), (1 << 80, 7), (decimal.Decimal(7), 4))
both(operator.truediv, (step, step), (step, 2), (1 << 80, 1 << 70), (fractions.Fraction(1, 3), 2), (d, 2))
both(operator.matmul, (d, d), ([1], [1]), (1e300, 1))
both(operator.lshift, (1 << 80, 3), (1e300, 1), ({1}, 2))
both(operator.add, (datetime.datetime.max, step), (datetime.datetime.min, -step), (datetime.date.max, step * 100000))

def in_place(value, other):
    before = value
    try:
        value += other
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return value, value is before
for a, b in (([1], (2,)), ([1], "ab"), ((1,), (2,)), (d, step), (step, step), (bytearray(b"a"), b"b"), ({1}, {2}), ([1], Right()),
             ((1,), Right()), (collections.deque([1]), [2]), (array.array("i", [1]), array.array("i", [2])), ([1], 5), (d, 5)):
    print(type(a).__name__, in_place(a, b))
def merged(value, other):
    before = value
    value |= other
    return value, value is before
print(merged({1}, {2}), merged({1: 1}, {2: 2}), merged(frozenset([1]), {2}), merged({1: 1}, [(3, 4)]))

def replaced():
    x = datetime.datetime(2020, 1, 1)
    for _ in range(3):
        x = x + step
    y = (1,)
    y = y + y
    return x, y + (2,), datetime.timedelta(1) + datetime.timedelta(2), [1] + [2] * 2
print(replaced())

class Base:
    def __add__(self, other): return "Base"
class Derived(Base):
    def __radd__(self, other): return "Derived"
print(Base() + Derived(), Derived() + Base(), Base() + d, step + Right(), [Base() + x for x in (1, "a", None, Derived())])

# a class that gets its method later
class Late:
    pass
late = Late()
for _ in range(3):
    try:
        print(step + late)
    except TypeError as error:
        print(error)
    Late.__radd__ = lambda self, other: "late"
del Late.__radd__
try:
    step + late
except TypeError as error:
    print(error)

# expect: 2020-02-01 00:00:00 2020-02-01 00:00:00 2020-01-31 23:59:57.999998 0:00:00 0:00:02.000002 0:00:00 0:00:03.000003 0:00:03.000003 2020-02-29 0:00:00
# expect: 2020-02-01 23:59:58.999999 2020-01-30 23:59:58.999999 Delta.__radd__ 2020-02-01 23:59:58.999999 2020-02-01 23:59:58.999999 Moment
# expect: -31 days, 0:00:01.000001 Moment 
# expect: add datetime Right -> ('radd', 'datetime')
# expect: add datetime Declines -> TypeError: unsupported operand type(s) for +: 'datetime.datetime' and 'Declines'
# expect: add datetime object -> TypeError: unsupported operand type(s) for +: 'datetime.datetime' and 'object'
# expect: add datetime NoneType -> TypeError: unsupported operand type(s) for +: 'datetime.datetime' and 'NoneType'
# expect: add timedelta Right -> ('radd', 'timedelta')
# expect: add timedelta Declines -> TypeError: unsupported operand type(s) for +: 'datetime.timedelta' and 'Declines'
# expect: add timedelta object -> TypeError: unsupported operand type(s) for +: 'datetime.timedelta' and 'object'
# expect: add timedelta NoneType -> TypeError: unsupported operand type(s) for +: 'datetime.timedelta' and 'NoneType'
# expect: add date Right -> ('radd', 'date')
# expect: add date Declines -> TypeError: unsupported operand type(s) for +: 'datetime.date' and 'Declines'
# expect: add date object -> TypeError: unsupported operand type(s) for +: 'datetime.date' and 'object'
# expect: add date NoneType -> TypeError: unsupported operand type(s) for +: 'datetime.date' and 'NoneType'
# expect: add tuple Right -> ('radd', 'tuple')
# expect: add tuple Declines -> TypeError: can only concatenate tuple (not "Declines") to tuple
# expect: add tuple object -> TypeError: can only concatenate tuple (not "object") to tuple
# expect: add tuple NoneType -> TypeError: can only concatenate tuple (not "NoneType") to tuple
# expect: add list Right -> ('radd', 'list')
# expect: add list Declines -> TypeError: can only concatenate list (not "Declines") to list
# expect: add list object -> TypeError: can only concatenate list (not "object") to list
# expect: add list NoneType -> TypeError: can only concatenate list (not "NoneType") to list
# expect: add set Right -> ('radd', 'set')
# expect: add set Declines -> TypeError: unsupported operand type(s) for +: 'set' and 'Declines'
# expect: add set object -> TypeError: unsupported operand type(s) for +: 'set' and 'object'
# expect: add set NoneType -> TypeError: unsupported operand type(s) for +: 'set' and 'NoneType'
# expect: add frozenset Right -> ('radd', 'frozenset')
# expect: add frozenset Declines -> TypeError: unsupported operand type(s) for +: 'frozenset' and 'Declines'
# expect: add frozenset object -> TypeError: unsupported operand type(s) for +: 'frozenset' and 'object'
# expect: add frozenset NoneType -> TypeError: unsupported operand type(s) for +: 'frozenset' and 'NoneType'
# expect: add dict Right -> ('radd', 'dict')
# expect: add dict Declines -> TypeError: unsupported operand type(s) for +: 'dict' and 'Declines'
# expect: add dict object -> TypeError: unsupported operand type(s) for +: 'dict' and 'object'
# expect: add dict NoneType -> TypeError: unsupported operand type(s) for +: 'dict' and 'NoneType'
# expect: add bytes Right -> ('radd', 'bytes')
# expect: add bytes Declines -> TypeError: can't concat Declines to bytes
# expect: add bytes object -> TypeError: can't concat object to bytes
# expect: add bytes NoneType -> TypeError: can't concat NoneType to bytes
# expect: add bytearray Right -> ('radd', 'bytearray')
# expect: add bytearray Declines -> TypeError: can't concat Declines to bytearray
# expect: add bytearray object -> TypeError: can't concat object to bytearray
# expect: add bytearray NoneType -> TypeError: can't concat NoneType to bytearray
# expect: add range Right -> ('radd', 'range')
# expect: add range Declines -> TypeError: unsupported operand type(s) for +: 'range' and 'Declines'
# expect: add range object -> TypeError: unsupported operand type(s) for +: 'range' and 'object'
# expect: add range NoneType -> TypeError: unsupported operand type(s) for +: 'range' and 'NoneType'
# expect: add float Right -> ('radd', 'float')
# expect: add float Declines -> TypeError: unsupported operand type(s) for +: 'float' and 'Declines'
# expect: add float object -> TypeError: unsupported operand type(s) for +: 'float' and 'object'
# expect: add float NoneType -> TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'
# expect: add int Right -> ('radd', 'int')
# expect: add int Declines -> TypeError: unsupported operand type(s) for +: 'int' and 'Declines'
# expect: add int object -> TypeError: unsupported operand type(s) for +: 'int' and 'object'
# expect: add int NoneType -> TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
# expect: add Decimal Right -> ('radd', 'Decimal')
# expect: add Decimal Declines -> TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'Declines'
# expect: add Decimal object -> TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'object'
# expect: add Decimal NoneType -> TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'NoneType'
# expect: add complex Right -> ('radd', 'complex')
# expect: add complex Declines -> TypeError: unsupported operand type(s) for +: 'complex' and 'Declines'
# expect: add complex object -> TypeError: unsupported operand type(s) for +: 'complex' and 'object'
# expect: add complex NoneType -> TypeError: unsupported operand type(s) for +: 'complex' and 'NoneType'
# expect: add array Right -> ('radd', 'array')
# expect: add array Declines -> TypeError: can only append array (not "Declines") to array
# expect: add array object -> TypeError: can only append array (not "object") to array
# expect: add array NoneType -> TypeError: can only append array (not "NoneType") to array
# expect: add deque Right -> ('radd', 'deque')
# expect: add deque Declines -> TypeError: can only concatenate deque (not "Declines") to deque
# expect: add deque object -> TypeError: can only concatenate deque (not "object") to deque
# expect: add deque NoneType -> TypeError: can only concatenate deque (not "NoneType") to deque
# expect: add Counter Right -> ('radd', 'Counter')
# expect: add Counter Declines -> TypeError: unsupported operand type(s) for +: 'Counter' and 'Declines'
# expect: add Counter object -> TypeError: unsupported operand type(s) for +: 'Counter' and 'object'
# expect: add Counter NoneType -> TypeError: unsupported operand type(s) for +: 'Counter' and 'NoneType'
# expect: add NoneType Right -> ('radd', 'NoneType')
# expect: add NoneType Declines -> TypeError: unsupported operand type(s) for +: 'NoneType' and 'Declines'
# expect: add NoneType object -> TypeError: unsupported operand type(s) for +: 'NoneType' and 'object'
# expect: add NoneType NoneType -> TypeError: unsupported operand type(s) for +: 'NoneType' and 'NoneType'
# expect: add type Right -> ('radd', 'type')
# expect: add type Declines -> TypeError: unsupported operand type(s) for +: 'type' and 'Declines'
# expect: add type object -> TypeError: unsupported operand type(s) for +: 'type' and 'object'
# expect: add type NoneType -> TypeError: unsupported operand type(s) for +: 'type' and 'NoneType'
# expect: sub datetime int -> TypeError: unsupported operand type(s) for -: 'datetime.datetime' and 'int'
# expect: sub int datetime -> TypeError: unsupported operand type(s) for -: 'int' and 'datetime.datetime'
# expect: sub timedelta datetime -> TypeError: unsupported operand type(s) for -: 'datetime.timedelta' and 'datetime.datetime'
# expect: sub set list -> TypeError: unsupported operand type(s) for -: 'set' and 'list'
# expect: sub dict_keys list -> set()
# expect: sub dict_items set -> set()
# expect: sub datetime Right -> ('rsub', 'datetime')
# expect: mul list int -> [1, 1]
# expect: mul int list -> [1, 1]
# expect: mul tuple Right -> ('rmul', 'tuple')
# expect: mul list Declines -> TypeError: can't multiply sequence by non-int of type 'Declines'
# expect: mul bytes int -> b'xxx'
# expect: mul int bytearray -> bytearray(b'xxx')
# expect: mul list float -> TypeError: can't multiply sequence by non-int of type 'float'
# expect: mul timedelta float -> 0:00:01.500002
# expect: or_ set set -> {1, 2}
# expect: or_ dict dict -> {1: 1, 2: 2}
# expect: or_ frozenset MoreSet -> MoreSet.__ror__
# expect: or_ dict MoreDict -> MoreDict.__ror__
# expect: or_ type NoneType -> int | None
# expect: or_ set Right -> ('ror', 'set')
# expect: add tuple MoreTuple -> MoreTuple.__radd__
# expect: add MoreTuple tuple -> (1, 2)
# expect: add float MoreFloat -> MoreFloat.__radd__
# expect: add int MoreFloat -> MoreFloat.__radd__
# expect: add bytes bytearray -> b'ab'
# expect: mod bytes int -> b'5'
# expect: mod bytearray tuple -> bytearray(b'5')
# expect: mod tuple Right -> ('rmod', 'tuple')
# expect: mod float int -> 1.0
# expect: mod int int -> 4
# expect: mod Decimal int -> 3
# expect: truediv timedelta timedelta -> 1.0
# expect: truediv timedelta int -> 0:00:00.500000
# expect: truediv int int -> 1024.0
# expect: truediv Fraction int -> 1/6
# expect: truediv datetime int -> TypeError: unsupported operand type(s) for /: 'datetime.datetime' and 'int'
# expect: matmul datetime datetime -> TypeError: unsupported operand type(s) for @: 'datetime.datetime' and 'datetime.datetime'
# expect: matmul list list -> TypeError: unsupported operand type(s) for @: 'list' and 'list'
# expect: matmul float int -> TypeError: unsupported operand type(s) for @: 'float' and 'int'
# expect: lshift int int -> 9671406556917033397649408
# expect: lshift float int -> TypeError: unsupported operand type(s) for <<: 'float' and 'int'
# expect: lshift set int -> TypeError: unsupported operand type(s) for <<: 'set' and 'int'
# expect: add datetime timedelta -> OverflowError: date value out of range
# expect: add datetime timedelta -> OverflowError: date value out of range
# expect: add date timedelta -> OverflowError: date value out of range
# expect: list ([1, 2], True)
# expect: list ([1, 'a', 'b'], True)
# expect: tuple ((1, 2), False)
# expect: datetime (datetime.datetime(2020, 2, 1, 0, 0), False)
# expect: timedelta (datetime.timedelta(seconds=2, microseconds=2), False)
# expect: bytearray (bytearray(b'ab'), True)
# expect: set TypeError: unsupported operand type(s) for +=: 'set' and 'set'
# expect: list (('radd', 'list'), False)
# expect: tuple (('radd', 'tuple'), False)
# expect: deque (deque([1, 2]), True)
# expect: array (array('i', [1, 2]), True)
# expect: list TypeError: 'int' object is not iterable
# expect: datetime TypeError: unsupported operand type(s) for +=: 'datetime.datetime' and 'int'
# expect: ({1, 2}, True) ({1: 1, 2: 2}, True) (frozenset({1, 2}), False) ({1: 1, 3: 4}, True)
# expect: (datetime.datetime(2020, 1, 1, 0, 0, 3, 3), (1, 1, 2), datetime.timedelta(days=3), [1, 2, 2])
# expect: Derived Base Base ('radd', 'timedelta') ['Base', 'Base', 'Base', 'Derived']
# expect: unsupported operand type(s) for +: 'datetime.timedelta' and 'Late'
# expect: late
# expect: late
# expect: unsupported operand type(s) for +: 'datetime.timedelta' and 'Late'
