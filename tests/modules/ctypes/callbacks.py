# C code that calls Python: qsort, results and arguments of all kinds, errors, nested calls.
from ctypes import *
import sys

libc = CDLL("libc.so.6")
COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
numbers = (c_int * 8)(5, 3, 8, -1, 9, 0, 7, 3)
calls = []

def compare(a, b):
    calls.append((a[0], b.contents.value))
    return a[0] - b[0]

libc.qsort.argtypes = [c_void_p, c_size_t, c_size_t, COMPARE]
libc.qsort.restype = None
libc.qsort(numbers, len(numbers), sizeof(c_int), COMPARE(compare))
print(numbers[:], len(calls) > 7)

libc.bsearch.argtypes = [c_void_p, c_void_p, c_size_t, c_size_t, COMPARE]
libc.bsearch.restype = POINTER(c_int)
found = libc.bsearch(byref(c_int(7)), numbers, len(numbers), sizeof(c_int), COMPARE(compare))
print(found[0], found[1], bool(libc.bsearch(byref(c_int(4)), numbers, 8, 4, COMPARE(compare))))

for kind, value in ((c_byte, -100), (c_ubyte, 200), (c_short, -30000), (c_ushort, 60000), (c_int, -2**31), (c_uint, 2**32 - 1),
                    (c_long, -2**63), (c_ulong, 2**64 - 1), (c_float, 0.5), (c_double, -1e300), (c_longdouble, 0.125),
                    (c_char, b"x"), (c_wchar, "\u20ac"), (c_bool, True), (c_void_p, None), (c_void_p, 12345)):
    print(kind.__name__, CFUNCTYPE(kind, kind)(lambda x: x)(value))
print(CFUNCTYPE(None, c_int)(lambda x: x)(3))
print(CFUNCTYPE(py_object, py_object)(lambda x: [x, x])("object"))
print(CFUNCTYPE(c_int, c_char_p, c_wchar_p)(lambda a, w: print(a, w) or 1)(b"bytes", "text"))


class Point(Structure):
    _fields_ = [("x", c_double), ("y", c_int)]

print(CFUNCTYPE(c_double, Point, POINTER(Point))(lambda p, q: p.x * q.contents.x + p.y + q[0].y)(Point(2, 3), Point(4, 5)))


class Number(c_int):
    pass

print(CFUNCTYPE(c_int, Number)(lambda n: type(n) is Number and n.value)(77))

def count_down(n):
    return n + again(n - 1) if n else 0

again = CFUNCTYPE(c_int, c_int)(count_down)
print(again(50))

reports = []
sys.unraisablehook = lambda report: reports.append((report.exc_type.__name__, str(report.exc_value)))
for failing in CFUNCTYPE(c_int)(lambda: 1 // 0), CFUNCTYPE(c_int)(lambda: "text"), CFUNCTYPE(c_double)(lambda: None):
    failing()  # what C gets is not defined
print(reports)
try:
    CFUNCTYPE(c_int, c_int)(lambda a: a)("x")
except ArgumentError as error:
    print("ArgumentError", "argument 1" in str(error))

def f():
    return 5

callback = CFUNCTYPE(c_int)(f)
count = sys.getrefcount(f)
del callback
print(sys.getrefcount(f) < count)

# A callback that drops itself while it runs.
holder = []
holder.append(CFUNCTYPE(c_int)(lambda: holder.clear() or 3))
print(holder[0]())

# expect: [-1, 0, 3, 3, 5, 7, 8, 9] True
# expect: 7 8 False
# expect: c_byte -100
# expect: c_ubyte 200
# expect: c_short -30000
# expect: c_ushort 60000
# expect: c_int -2147483648
# expect: c_uint 4294967295
# expect: c_long -9223372036854775808
# expect: c_ulong 18446744073709551615
# expect: c_float 0.5
# expect: c_double -1e+300
# expect: c_longdouble 0.125
# expect: c_char b'x'
# expect: c_wchar €
# expect: c_bool True
# expect: c_void_p None
# expect: c_void_p 12345
# expect: None
# expect: ['object', 'object']
# expect: b'bytes' text
# expect: 1
# expect: 16.0
# expect: 77
# expect: 1275
# expect-before-3.14: [('ZeroDivisionError', 'integer division or modulo by zero'), ('TypeError', "'str' object cannot be interpreted as an integer"), ('TypeError', 'must be real number, not NoneType')]
# expect-since-3.14: [('ZeroDivisionError', 'division by zero'), ('TypeError', "'str' object cannot be interpreted as an integer"), ('TypeError', 'must be real number, not NoneType')]
# expect: ArgumentError True
# expect: True
# expect: 3
