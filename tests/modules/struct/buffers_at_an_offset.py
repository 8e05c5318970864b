import array
import struct


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


buffer = bytearray(12)
pair = struct.Struct(">hI")
print(struct.pack_into("<I", buffer, 0, 0x01020304), buffer, pair.pack_into(buffer, 4, -2, 5), buffer, struct.pack_into("B", buffer, -1, 255), buffer[-1])
print(struct.unpack_from("<I", buffer), pair.unpack_from(buffer, 4), struct.unpack_from("B", buffer, offset=-1), struct.unpack_from("2s", buffer=buffer, offset=1), pair.unpack_from(buffer=memoryview(buffer)[4:]))
words = array.array("H", [0, 0, 0])
struct.pack_into("=H", words, 2, 77)
print(words, struct.unpack_from("=HH", words, 2), struct.unpack_from("", b""), struct.pack_into("", bytearray(), 0))
for source in """struct.pack_into('I', buffer, 9, 1)
struct.pack_into('I', buffer, 100, 1)
struct.pack_into('I', buffer, -3, 1)
struct.pack_into('I', buffer, -100, 1)
struct.pack_into('I', b'constant', 0, 1)
struct.pack_into('I', buffer, 0)
struct.pack_into('I', buffer, 0, 1, 2)
struct.pack_into('I', buffer, 'x', 1)
struct.pack_into('I', buffer)
struct.pack_into('B', buffer, 0, 256)
struct.pack_into('Z', buffer, 0, 1)
struct.unpack_from('I', buffer, 9)
struct.unpack_from('I', buffer, 100)
struct.unpack_from('I', buffer, -3)
struct.unpack_from('I', buffer, -100)
struct.unpack_from('I', 'text')
struct.unpack_from('I', buffer, 'x')
struct.unpack_from('I')
pair.pack_into(buffer, 0, 1)
pair.pack_into()
pair.unpack_from()
pair.unpack_from(buffer, 10)
pair.unpack_from(buffer, 2 ** 80)""".splitlines():
    show(source)
print(buffer, struct.Struct("100s").__sizeof__() > 0, struct.Struct("b" * 100).__sizeof__() > struct.Struct("b").__sizeof__())

# expect: None bytearray(b'\x04\x03\x02\x01\xff\xfe\x00\x00\x00\x05\x00\xff') None bytearray(b'\x04\x03\x02\x01\xff\xfe\x00\x00\x00\x05\x00\xff') None 255
# expect: (16909060,) (-2, 5) (255,) (b'\x03\x02',) (-2, 5)
# expect: array('H', [0, 77, 0]) (77, 0) () None
# expect: struct.pack_into('I', buffer, 9, 1) -> error pack_into requires a buffer of at least 13 bytes for packing 4 bytes at offset 9 (actual buffer size is 12)
# expect: struct.pack_into('I', buffer, 100, 1) -> error pack_into requires a buffer of at least 104 bytes for packing 4 bytes at offset 100 (actual buffer size is 12)
# expect: struct.pack_into('I', buffer, -3, 1) -> error no space to pack 4 bytes at offset -3
# expect: struct.pack_into('I', buffer, -100, 1) -> error offset -100 out of range for 12-byte buffer
# expect: struct.pack_into('I', b'constant', 0, 1) -> TypeError
# expect: struct.pack_into('I', buffer, 0) -> error pack_into expected 1 items for packing (got 0)
# expect: struct.pack_into('I', buffer, 0, 1, 2) -> error pack_into expected 1 items for packing (got 2)
# expect: struct.pack_into('I', buffer, 'x', 1) -> TypeError
# expect: struct.pack_into('I', buffer) -> error pack_into expected offset argument
# expect: struct.pack_into('B', buffer, 0, 256) -> error 'B' format requires 0 <= number <= 255
# expect: struct.pack_into('Z', buffer, 0, 1) -> error bad char in struct format
# expect: struct.unpack_from('I', buffer, 9) -> error unpack_from requires a buffer of at least 13 bytes for unpacking 4 bytes at offset 9 (actual buffer size is 12)
# expect: struct.unpack_from('I', buffer, 100) -> error unpack_from requires a buffer of at least 104 bytes for unpacking 4 bytes at offset 100 (actual buffer size is 12)
# expect: struct.unpack_from('I', buffer, -3) -> error not enough data to unpack 4 bytes at offset -3
# expect: struct.unpack_from('I', buffer, -100) -> error offset -100 out of range for 12-byte buffer
# expect: struct.unpack_from('I', 'text') -> TypeError
# expect: struct.unpack_from('I', buffer, 'x') -> TypeError
# expect: struct.unpack_from('I') -> TypeError
# expect: pair.pack_into(buffer, 0, 1) -> error pack_into expected 2 items for packing (got 1)
# expect: pair.pack_into() -> error pack_into expected buffer argument
# expect: pair.unpack_from() -> TypeError
# expect: pair.unpack_from(buffer, 10) -> error unpack_from requires a buffer of at least 16 bytes for unpacking 6 bytes at offset 10 (actual buffer size is 12)
# expect: pair.unpack_from(buffer, 2 ** 80) -> OverflowError
# expect: bytearray(b'\x00\x03\x02\x01\xff\xfe\x00\x00\x00\x05\x00\xff') True True
