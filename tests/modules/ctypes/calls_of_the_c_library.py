# Functions of libc and libm, with and without argument types.
from ctypes import *

libc, libm = CDLL("libc.so.6"), CDLL("libm.so.6")

print(libc.strlen(b"hello"), libc.abs(-5), libc.toupper(ord("a")))
libc.strchr.restype = c_char_p
print(libc.strchr(b"hello", c_char(b"l")), libc.strchr(b"hello", b"z"[0]))

libm.pow.argtypes, libm.pow.restype = (c_double, c_double), c_double
print(libm.pow(2, 10), libm.pow(2.0, 0.5) == 2.0 ** 0.5)
libm.fabsf.argtypes, libm.fabsf.restype = [c_float], c_float
print(libm.fabsf(-1.5), libm.fabsf.argtypes, libm.fabsf.restype)
libm.fabsl.argtypes, libm.fabsl.restype = [c_longdouble], c_longdouble
print(libm.fabsl(-2.25))

strtol = libc.strtol
strtol.argtypes, strtol.restype = [c_char_p, POINTER(c_char_p), c_int], c_long
end = c_char_p()
print(strtol(b"123abc", byref(end), 10), end.value, strtol(b"-ff", None, 16), strtol(b"7", end, 8), end.value)

buffer = create_string_buffer(64)
print(libc.snprintf(buffer, c_size_t(len(buffer)), b"%d %s %.2f %c %ld", 42, b"text", c_double(2.5), b"x"[0], c_long(1 << 40)))
print(buffer.value, sizeof(buffer))
libc.snprintf.argtypes = [c_char_p, c_size_t, c_char_p]  # the rest is variadic
print(libc.snprintf(buffer, 8, b"%s", b"much too long"), buffer.value)
wide = create_unicode_buffer(32)
libc.swprintf.argtypes = [c_wchar_p, c_size_t, c_wchar_p]
print(libc.swprintf(wide, 32, "%ls/%d", "wörter", 3), wide.value)
libc.wcslen.argtypes, libc.wcslen.restype = [c_wchar_p], c_size_t
print(libc.wcslen("h\U0001f600llo"), libc.wcslen(wide))

libc.getenv.restype = c_char_p
print(libc.getenv(b"NO_SUCH_VARIABLE_OF_TINYPY"))
libc.qsort.restype = None
print(libc.qsort(None, 0, 1, None))

many = CFUNCTYPE(c_int, *[c_int] * 20)(lambda *a: sum(a))
print(many(*range(20)))
doubles = CFUNCTYPE(c_double, *[c_double] * 12)(lambda *a: sum(a))
print(doubles(*[0.5] * 12))
mixed = CFUNCTYPE(c_double, c_byte, c_float, c_longlong, c_double, c_ushort, c_bool)(lambda *a: sum(a))
print(mixed(-1, 0.5, 1 << 40, 0.25, 65535, True) - (1 << 40))

address = cast(libc.abs, c_void_p).value
print(CFUNCTYPE(c_int, c_int)(address)(-9), bool(libc.abs), bool(CFUNCTYPE(c_int)()))


class Wrapped:
    def __init__(self, value):
        self._as_parameter_ = value

print(libc.abs(Wrapped(-3)), libc.strlen(Wrapped(Wrapped(b"abcd"))), libc.abs(c_int(-4)), libc.abs(-2, 3, 4))
print(libc["abs"](-1), libc.abs is libc.abs, libc["abs"] is libc["abs"], libc.abs.__name__)
libc.abs.restype = lambda number: "got %d" % number
print(libc.abs(-8))
del libc.abs.restype
print(libc.abs(-8), libc.abs.restype)


class Even(c_int):
    def _check_retval_(self):
        return self.value % 2 == 0

libc.abs.restype = Even
print(libc.abs(-8), libc.abs(7))
print(CDLL(None).strlen(b"ab"), cdll.LoadLibrary("libc.so.6").strlen(b"abc"))

# expect: 5 5 65
# expect: b'llo' None
# expect: 1024.0 True
# expect: 1.5 [<class 'ctypes.c_float'>] <class 'ctypes.c_float'>
# expect: 2.25
# expect: 123 b'abc' -255 7 b''
# expect: 28
# expect: b'42 text 2.50 x 1099511627776' 64
# expect: 13 b'much to'
# expect: 8 wörter/3
# expect: 5 8
# expect: None
# expect: None
# expect: 190
# expect: 6.0
# expect: 65535.75
# expect: 9 True False
# expect: 3 4 4 2
# expect: 1 True False abs
# expect: got 8
# expect: 8 <class 'ctypes.c_int'>
# expect: True False
# expect: 2 3
