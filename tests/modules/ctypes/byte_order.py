# Types with the other order of bytes.
from ctypes import *

for kind, value in ((c_short, -2), (c_ushort, 0x1234), (c_int, -3), (c_uint, 0x12345678), (c_long, -4), (c_ulong, 5), (c_float, 1.5),
                    (c_double, -2.25)):
    other = kind.__ctype_be__
    print(kind.__name__, other(value).value, bytes(other(value)).hex(), bytes(kind(value)).hex(), kind.__ctype_le__ is kind,
          other.__ctype_be__ is other, other.__ctype_le__ is kind)
print(c_byte.__ctype_be__ is c_byte, c_ubyte.__ctype_le__ is c_ubyte, hasattr(c_char, "__ctype_be__"))


class Header(BigEndianStructure):
    _fields_ = [("magic", c_uint), ("version", c_ushort), ("flags", c_ubyte), ("more", c_ubyte), ("sizes", c_ushort * 4), ("scale", c_double)]

h = Header(0xcafebabe, 52, 1, 2, (1, 2), 0.5)
print(bytes(h).hex(), sizeof(Header))
print(hex(h.magic), h.version, h.sizes[0], h.sizes[1], h.scale)
print(hex(Header.from_buffer_copy(bytes(range(24))).magic))
try:
    class Wrong(BigEndianStructure):
        _fields_ = [("p", c_void_p)]
except TypeError as error:
    print("TypeError", "other endian" in str(error))
print(memoryview(h).format, LittleEndianStructure is Structure)


class Pair(BigEndianUnion):
    _fields_ = [("i", c_uint), ("b", c_ubyte * 4)]

print(list(Pair(0x01020304).b))

# min-version: 3.13

# expect: c_short -2 fffe feff True True True
# expect: c_ushort 4660 1234 3412 True True True
# expect: c_int -3 fffffffd fdffffff True True True
# expect: c_uint 305419896 12345678 78563412 True True True
# expect: c_long -4 fffffffffffffffc fcffffffffffffff True True True
# expect: c_ulong 5 0000000000000005 0500000000000000 True True True
# expect: c_float 1.5 3fc00000 0000c03f True True True
# expect: c_double -2.25 c002000000000000 00000000000002c0 True True True
# expect: True True True
# expect: cafebabe0034010200010002000000003fe0000000000000 24
# expect: 0xcafebabe 52 1 2 0.5
# expect: 0x10203
# expect: TypeError True
# expect: T{>I:magic:>H:version:<B:flags:<B:more:(4)>H:sizes:>d:scale:} True
# expect: [1, 2, 3, 4]
