# Items of formats that memoryview does not know are compared by what the struct module reads, and are not read alone.
import ctypes


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double)]


class Swapped(ctypes.BigEndianStructure):
    _fields_ = [("n", ctypes.c_int32)]


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


ints, same, longs = (ctypes.c_int * 3)(1, 2, 3), (ctypes.c_int * 3)(1, 2, 3), (ctypes.c_longlong * 3)(1, 2, 3)
other = (ctypes.c_int * 3)(1, 2, 4)
print(memoryview(ints).format, memoryview(longs).format)
views = [memoryview(ints), memoryview(same), memoryview(longs), memoryview(other), memoryview(ints).cast("B").cast("i")]
for a in views:
    print([a == b for b in views], [a != b for b in views])
grid = (ctypes.c_short * 2 * 2)((1, 2), (3, 4))
print(memoryview(grid) == memoryview((ctypes.c_short * 2 * 2)((1, 2), (3, 4))), memoryview(grid) == memoryview((ctypes.c_short * 2 * 2)((1, 2), (3, 5))))
print(memoryview(ints) == memoryview(grid), memoryview(ints)[:2] == memoryview(same)[:2], memoryview(ints)[::2] == memoryview(other)[::2])
nan = (ctypes.c_double * 1)(float("nan"))
print(memoryview(nan) == memoryview(nan), memoryview((ctypes.c_float * 1)(0.5)) == memoryview((ctypes.c_double * 1)(0.5)))
big = (ctypes.c_int32.__ctype_be__ * 2)(1, 2)
print(memoryview(big).format, memoryview(big) == memoryview((ctypes.c_int32 * 2)(1, 2)))

points = (Point * 2)((1,), (2,))
print(memoryview(points).format, memoryview(points) == memoryview(points), memoryview(points) == memoryview(ints))
print(memoryview(Swapped(1)).format, memoryview(Swapped(1)) != memoryview(Swapped(1)))
for view in (memoryview(ints), memoryview(points)):
    show(lambda: view[0])
    show(lambda: view.tolist())
    show(lambda: list(view))
    show(lambda: view.__setitem__(0, 1))
    show(lambda: 1 in view)
    show(lambda: bytes(view)[:4])

# expect: <i <q
# expect: [True, True, True, False, True] [False, False, False, True, False]
# expect: [True, True, True, False, True] [False, False, False, True, False]
# expect: [True, True, True, False, True] [False, False, False, True, False]
# expect: [False, False, False, True, False] [True, True, True, False, True]
# expect: [True, True, True, False, True] [False, False, False, True, False]
# expect: True False
# expect: False True False
# expect: False True
# expect: >i True
# expect: T{<d:x:} False False
# expect: T{>i:n:} True
# expect: NotImplementedError memoryview: unsupported format <i
# expect: NotImplementedError memoryview: unsupported format <i
# expect: NotImplementedError memoryview: unsupported format <i
# expect: NotImplementedError memoryview: unsupported format <i
# expect: NotImplementedError memoryview: unsupported format <i
# expect: b'\x01\x00\x00\x00'
# expect: NotImplementedError memoryview: unsupported format T{<d:x:}
# expect: NotImplementedError memoryview: unsupported format T{<d:x:}
# expect: NotImplementedError memoryview: unsupported format T{<d:x:}
# expect: NotImplementedError memoryview: unsupported format T{<d:x:}
# expect: NotImplementedError memoryview: unsupported format T{<d:x:}
# expect: b'\x00\x00\x00\x00'
