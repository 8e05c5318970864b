# C data as buffers: format, shape, sharing of the memory.
from ctypes import *


class Point(Structure):
    _fields_ = [("x", c_long), ("y", c_double)]


class Nested(Structure):
    _fields_ = [("a", c_long), ("p", Point), ("m", (c_int * 2) * 3), ("q", POINTER(c_int)), ("f", CFUNCTYPE(c_int)), ("s", c_char_p)]


class Either(Union):
    _fields_ = [("a", c_int), ("b", c_double)]

for kind in (c_byte, c_ubyte, c_char, c_wchar, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_float, c_double, c_longdouble, c_bool, c_void_p, c_char_p, py_object,
             c_int.__ctype_be__, c_int * 3, (c_int * 3) * 2, c_int * 0, Point, Nested, Either, POINTER(c_int), POINTER(c_int * 3), POINTER(Point),
             CFUNCTYPE(None), Point * 2):
    view = memoryview(kind())
    print(kind.__name__, view.format, view.shape, view.itemsize, view.ndim, view.nbytes, view.readonly)

a = (c_int * 4)(1, 2, 3, 4)
view = memoryview(a).cast("B").cast("i")
view[0] = 10
a[3] = 40
print(view.tolist(), a[0], bytes(memoryview(a))[:4], bytes(a) == bytes(view), bytearray(c_short(513)))
view.release()
text = create_string_buffer(6)
memoryview(text).cast("B")[0:3] = b"abc"
print(text.raw)
import io
print(io.BytesIO(b"12345678").readinto(a), bytes(a)[:8])

# min-version: 3.13

# expect: c_byte <b () 1 0 1 False
# expect: c_ubyte <B () 1 0 1 False
# expect: c_char <c () 1 0 1 False
# expect: c_wchar <u () 4 0 4 False
# expect: c_short <h () 2 0 2 False
# expect: c_ushort <H () 2 0 2 False
# expect: c_int <i () 4 0 4 False
# expect: c_uint <I () 4 0 4 False
# expect: c_long <q () 8 0 8 False
# expect: c_ulong <Q () 8 0 8 False
# expect: c_float <f () 4 0 4 False
# expect: c_double <d () 8 0 8 False
# expect: c_longdouble <g () 16 0 16 False
# expect: c_bool <? () 1 0 1 False
# expect: c_void_p <P () 8 0 8 False
# expect: c_char_p <z () 8 0 8 False
# expect: py_object <O () 8 0 8 False
# expect: c_int_be >i () 4 0 4 False
# expect: c_int_Array_3 <i (3,) 4 1 12 False
# expect: c_int_Array_3_Array_2 <i (2, 3) 4 2 24 False
# expect: c_int_Array_0 <i (0,) 4 1 0 False
# expect: Point T{<q:x:<d:y:} () 16 0 16 False
# expect: Nested T{<q:a:T{<q:x:<d:y:}:p:(3,2)<i:m:&<i:q:X{}:f:<z:s:} () 72 0 72 False
# expect: Either B () 8 0 8 False
# expect: LP_c_int &<i () 8 0 8 False
# expect: LP_c_int_Array_3 &(3)<i () 8 0 8 False
# expect: LP_Point &T{<q:x:<d:y:} () 8 0 8 False
# expect: CFunctionType X{} () 8 0 8 False
# expect: Point_Array_2 T{<q:x:<d:y:} (2,) 16 1 32 False
# expect: [10, 2, 3, 40] 10 b'\n\x00\x00\x00' True bytearray(b'\x01\x02')
# expect: b'abc\x00\x00\x00'
# expect: 8 b'12345678'
