# The simple types: values, masks, text, truth, errors, subclasses.
from ctypes import *

def attempt(what):
    try:
        return what()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

for kind in (c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_size_t, c_ssize_t):
    print(kind.__name__, sizeof(kind), alignment(kind), kind(-1).value, kind((1 << 70) + 5).value, kind(300).value, kind(), bool(kind()), bool(kind(2)))
for kind in (c_float, c_double, c_longdouble):
    print(kind.__name__, sizeof(kind), alignment(kind), kind(0.1).value, kind(3), bool(kind()), bool(kind(-1.0)))
print(c_char(b"a"), c_char(97).value, c_char(bytearray(b"z")).value, c_char().value, c_wchar("\u20ac").value, repr(c_wchar().value))
print(c_bool(5), c_bool([]), c_bool().value)
print(c_char_p(b"abc").value, c_char_p().value, c_wchar_p("t\u00e9xt").value, c_wchar_p(None).value, c_void_p(16).value, c_void_p().value, c_void_p(-1).value == (1 << 64) - 1)
print(py_object([1, 2]).value, py_object(), attempt(lambda: py_object().value), py_object(None).value, py_object(7), py_object(1.5).value)

i = c_int(3)
i.value = 4
print(i, i.value, i._objects, i._b_base_, i._b_needsfree_, attempt(lambda: delattr(i, "value")), attempt(lambda: hash(i)), i == c_int(4))
for bad in (lambda: c_int("a"), lambda: c_int(1.5), lambda: c_int(None), lambda: c_double("a"), lambda: c_char(b"ab"), lambda: c_char("a"), lambda: c_char(300),
            lambda: c_wchar(b"a"), lambda: c_wchar("ab"), lambda: c_char_p("a"), lambda: c_wchar_p(b"a"), lambda: c_void_p("a"), lambda: c_int(1, 2),
            lambda: c_char(-1)):
    print(attempt(bad))


class Index:
    def __index__(self):
        return 12

print(c_int(Index()).value, c_int(True).value)


class Number(c_int):
    def double(self):
        return self.value * 2


class Holder(Structure):
    _fields_ = [("n", Number), ("plain", c_int)]

h = Holder(Number(5), 6)
print(type(h.n) is Number, h.n.double(), h.plain, (Number * 2)(1, 2)[1].double(), repr(Number(1)).startswith("<Number object at 0x"))
h.n = 8
h.plain = c_int(9)
print(h.n.value, h.plain, attempt(lambda: setattr(h, "plain", c_short(1))))

_SimpleCData = c_int.__base__
print(attempt(lambda: type("T", (_SimpleCData,), {})), attempt(lambda: type("T", (_SimpleCData,), {"_type_": 3})), attempt(lambda: type("T", (_SimpleCData,), {"_type_": "y"})))
print(attempt(lambda: _SimpleCData()), c_int._type_, type(c_int).__name__, type(type(c_int)).__name__, type(c_int).__module__)

print(repr(c_int.from_param(5)), repr(c_double.from_param(2)), repr(c_char.from_param(b"a")), repr(c_char.from_param(b"\0")), repr(c_short.from_param(-1)), repr(c_longlong.from_param(1 << 40)))
print(c_int.from_param(i) is i, attempt(lambda: c_int.from_param("x")), c_char_p.from_param(None), type(c_char_p.from_param(b"x")).__name__, repr(c_float.from_param(0.5)))
print(byref(i)._obj is i, repr(byref(i)).startswith("<cparam 'P' (0x"), repr(c_void_p.from_param(b"x")).startswith("<cparam 'z' (0x"))
for bad in (lambda: c_char_p.from_param(5), lambda: c_wchar_p.from_param(b"x"), lambda: c_void_p.from_param(1.5)):
    print(attempt(bad).split(":")[0])

# min-version: 3.13

# expect: c_byte 1 1 -1 5 44 c_byte(0) False True
# expect: c_ubyte 1 1 255 5 44 c_ubyte(0) False True
# expect: c_short 2 2 -1 5 300 c_short(0) False True
# expect: c_ushort 2 2 65535 5 300 c_ushort(0) False True
# expect: c_int 4 4 -1 5 300 c_int(0) False True
# expect: c_uint 4 4 4294967295 5 300 c_uint(0) False True
# expect: c_long 8 8 -1 5 300 c_long(0) False True
# expect: c_ulong 8 8 18446744073709551615 5 300 c_ulong(0) False True
# expect: c_long 8 8 -1 5 300 c_long(0) False True
# expect: c_ulong 8 8 18446744073709551615 5 300 c_ulong(0) False True
# expect: c_long 8 8 -1 5 300 c_long(0) False True
# expect: c_float 4 4 0.10000000149011612 c_float(3.0) False True
# expect: c_double 8 8 0.1 c_double(3.0) False True
# expect: c_longdouble 16 16 0.1 c_longdouble(3.0) False True
# expect: c_char(b'a') b'a' b'z' b'\x00' € '\x00'
# expect: c_bool(True) c_bool(False) False
# expect: b'abc' None téxt None 16 None True
# expect: [1, 2] py_object(<NULL>) ValueError: PyObject is NULL None py_object(7) 1.5
# expect: c_int(4) 4 None None 1 TypeError: can't delete attribute TypeError: unhashable type False
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'float' object cannot be interpreted as an integer
# expect: TypeError: 'NoneType' object cannot be interpreted as an integer
# expect: TypeError: must be real number, not str
# expect-before-3.15: TypeError: one character bytes, bytearray or integer expected
# expect-before-3.15: TypeError: one character bytes, bytearray or integer expected
# expect-before-3.15: TypeError: one character bytes, bytearray or integer expected
# expect-before-3.15: TypeError: unicode string expected instead of bytes instance
# expect-before-3.15: TypeError: one character unicode string expected
# expect-since-3.15: TypeError: one character bytes, bytearray, or an integer in range(256) expected, not bytes of length 2
# expect-since-3.15: TypeError: one character bytes, bytearray, or an integer in range(256) expected, not str
# expect-since-3.15: TypeError: integer not in range(256)
# expect-since-3.15: TypeError: a unicode character expected, not instance of bytes
# expect-since-3.15: TypeError: a unicode character expected, not a string of length 2
# expect: TypeError: bytes or integer address expected instead of str instance
# expect: TypeError: unicode string or integer address expected instead of bytes instance
# expect: TypeError: cannot be converted to pointer
# expect: TypeError: __init__ expected at most 1 argument, got 2
# expect-before-3.15: TypeError: one character bytes, bytearray or integer expected
# expect-since-3.15: TypeError: integer not in range(256)
# expect: 12 1
# expect: True 10 6 4 True
# expect: 8 9 TypeError: incompatible types, c_short instance instead of c_int instance
# expect: AttributeError: class must define a '_type_' attribute TypeError: class must define a '_type_' string attribute AttributeError: class must define a '_type_' attribute which must be
# expect-before-3.15: a single character string containing one of 'cbBhHiIlLdfuzZqQPXOv?g'.
# expect-since-3.15: one of these characters: 'cbBhHiIlLdfuzZqQPOv?g',
# expect-since-3.15: or one of these strings: 'Zf', 'Zd', 'Zg'.
# expect: TypeError: abstract class i PyCSimpleType type _ctypes
# expect: <cparam 'i' (5)> <cparam 'd' (2.0)> <cparam 'c' ('a')> <cparam 'c' ('\x00')> <cparam 'h' (-1)> <cparam 'l' (1099511627776)>
# expect: True TypeError: 'str' object cannot be interpreted as an integer None CArgObject <cparam 'f' (0.5)>
# expect: True True True
# expect: TypeError
# expect: TypeError
# expect: TypeError
