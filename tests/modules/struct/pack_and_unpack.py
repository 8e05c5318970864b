import struct

print(struct.pack("<ihB", -2, 300, 255), struct.unpack(">HI", b"\x01\x02\x00\x00\x00\x05"))
print(struct.calcsize("=bhiq"), struct.pack(">d", 1.5))
print(struct.unpack("<f", struct.pack("<f", 0.25)), struct.pack("5s?c", b"abc", True, b"x"))
print(list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")), struct.pack("<2x3b", 1, 2, 3))
for source in (
    "struct.pack('b', 200)", "struct.unpack('i', b'a')", "struct.pack('z', 1)", "struct.pack('i', 'a')",
    "struct.pack('i')",
):
    try:
        eval(source)
    except struct.error as error:
        print(type(error).__name__)

# expect: b'\xfe\xff\xff\xff,\x01\xff' (258, 5)
# expect: 15 b'?\xf8\x00\x00\x00\x00\x00\x00'
# expect: (0.25,) b'abc\x00\x00\x01x'
# expect: [(1,), (2,)] b'\x00\x00\x01\x02\x03'
# expect: error
# expect: error
# expect: error
# expect: error
# expect: error
