# Bit fields: how they share integers, their values, and big-endian ones.
from ctypes import *


class Flags(Structure):
    _fields_ = [("a", c_int, 3), ("b", c_uint, 5), ("c", c_int, 24), ("d", c_ubyte, 1), ("e", c_byte, 7), ("f", c_bool, 1)]

print(sizeof(Flags), [(getattr(Flags, n).offset, getattr(Flags, n).size >> 16, getattr(Flags, n).size & 0xffff) for n in "abcdef"])
f = Flags(3, 31, -1, 1, -64, True)
print(f.a, f.b, f.c, f.d, f.e, f.f, bytes(f).hex())
f.a = 4
f.b = 33
print(f.a, f.b, f.c)
f.c = 0x7fffff
print(f.a, f.b, f.c, Flags.a)


class Wide(Structure):
    _fields_ = [("low", c_ulonglong, 33), ("high", c_longlong, 31), ("next", c_longlong, 64)]

w = Wide((1 << 33) - 1, -1, -(1 << 63))
print(sizeof(Wide), w.low, w.high, w.next)
w.low = 5
print(w.low, w.high, w.next)


class Mixed(Structure):
    _fields_ = [("a", c_short, 4), ("b", c_int, 4), ("c", c_int, 9), ("d", c_int), ("e", c_longlong, 40)]

print(sizeof(Mixed), [(getattr(Mixed, n).offset) for n in "abcde"])
m = Mixed(-1, 7, -200, 1 << 20, 1 << 38)
print(m.a, m.b, m.c, m.d, m.e)


class Big(BigEndianStructure):
    _fields_ = [("a", c_uint, 4), ("b", c_uint, 12), ("c", c_uint, 16), ("d", c_short)]

b = Big(0xa, 0xbcd, 0x1234, 0x5678)
print(bytes(b).hex(), hex(b.a), hex(b.b), hex(b.c), hex(b.d))


class Bits(Union):
    _fields_ = [("x", c_uint, 4), ("whole", c_uint)]

u = Bits(15)
print(sizeof(Bits), u.whole)
u.whole = 0x73
print(u.x)

def attempt(what):
    try:
        return what()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

def structure(*fields):
    return type("T", (Structure,), {"_fields_": list(fields)})

for code in (c_float, c_double, c_char, c_char_p, c_void_p, c_int * 2):
    print(attempt(lambda: structure(("a", code, 1))))
for bits in (0, -1, 33):
    print(attempt(lambda: structure(("a", c_int, bits))))
print(attempt(lambda: f.__class__.a.__set__(f, "x")))

# expect: 8 [(0, 3, 0), (0, 5, 3), (0, 24, 8), (4, 1, 0), (4, 7, 1), (5, 1, 0)]
# expect: 3 31 -1 1 -64 True fbffffff81010000
# expect: -4 1 -1
# expect-before-3.15: -4 1 8388607 <Field type=c_int, ofs=0:0, bits=3>
# expect-since-3.15: -4 1 8388607 <ctypes.CField 'a' type=c_int, ofs=0, bit_size=3, bit_offset=0>
# expect: 16 8589934591 -1 -9223372036854775808
# expect: 5 -1 -9223372036854775808
# expect: 16 [0, 0, 0, 4, 8]
# expect: -1 7 -200 1048576 274877906944
# expect: abcd123456780000 0xa 0xbcd 0x1234 0x5678
# expect: 4 15
# expect: 3
# expect: TypeError: bit fields not allowed for type c_float
# expect: TypeError: bit fields not allowed for type c_double
# expect: TypeError: bit fields not allowed for type c_char
# expect: TypeError: bit fields not allowed for type c_char_p
# expect: TypeError: bit fields not allowed for type c_void_p
# expect: TypeError: bit fields not allowed for type c_int_Array_2
# expect-before-3.15: ValueError: number of bits invalid for bit field
# expect-before-3.15: ValueError: number of bits invalid for bit field
# expect-before-3.15: ValueError: number of bits invalid for bit field
# expect-since-3.15: ValueError: number of bits invalid for bit field 'a'
# expect-since-3.15: ValueError: number of bits invalid for bit field 'a'
# expect-since-3.15: ValueError: number of bits invalid for bit field 'a'
# expect: TypeError: 'str' object cannot be interpreted as an integer
