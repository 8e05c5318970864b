# __buffer__() is told whether the consumer writes, and whether it can read items that lie apart.
import array
import binascii
import hashlib
import io
import struct
import sys


class Exporter:
    def __init__(self, step):
        self.data = memoryview(bytearray(b"a.b.c.d."))[::step]

    def __buffer__(self, flags):
        self.flags = flags
        return self.data


USERS = {
    "memoryview": lambda x: memoryview(x).tolist(),
    "bytes": bytes,
    "bytearray": bytearray,
    "+": lambda x: b"x" + x,
    "join": lambda x: b"-".join([x, x]),
    "hexlify": binascii.hexlify,
    "md5": lambda x: hashlib.md5(x).hexdigest(),
    "write": lambda x: io.BytesIO().write(x),
    "readinto": lambda x: io.BytesIO(b"12").readinto(x),
    "unpack": lambda x: struct.unpack("4c", x),
    "pack_into": lambda x: struct.pack_into("B", x, 0, 65),
    "decode": lambda x: str(x, "ascii"),
    "array": lambda x: array.array("B").frombytes(x),
}
for name, use in USERS.items():
    for step in 1, 2:
        exporter = Exporter(step)
        try:
            result = use(exporter)
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        print(name, step, exporter.flags, result)

# Data of more than one dimension without gaps is a row of bytes to who asks for bytes.
grid = memoryview(b"abcdefgh").cast("B", [2, 4])
print(hashlib.md5(grid).hexdigest() == hashlib.md5(b"abcdefgh").hexdigest(), hashlib.blake2b(grid).digest() == hashlib.blake2b(b"abcdefgh").digest())
try:
    hashlib.md5(memoryview(b"abcdefgh")[::2])
except BufferError as error:
    print(error)

# expect: memoryview 1 284 [97, 46, 98, 46, 99, 46, 100, 46]
# expect: memoryview 2 284 [97, 98, 99, 100]
# expect: bytes 1 284 b'a.b.c.d.'
# expect: bytes 2 284 b'abcd'
# expect: bytearray 1 284 bytearray(b'a.b.c.d.')
# expect: bytearray 2 284 bytearray(b'abcd')
# expect: + 1 0 b'xa.b.c.d.'
# expect: + 2 0 TypeError: can't concat Exporter to bytes
# expect: join 1 0 b'a.b.c.d.-a.b.c.d.'
# expect: join 2 0 TypeError: sequence item 0: expected a bytes-like object, Exporter found
# expect: hexlify 1 0 b'612e622e632e642e'
# expect: hexlify 2 0 BufferError: memoryview: underlying buffer is not C-contiguous
# expect: md5 1 0 178997b22c901d5562e9c95eb97a6b3a
# expect: md5 2 0 BufferError: memoryview: underlying buffer is not C-contiguous
# expect: write 1 8 8
# expect: write 2 8 BufferError: memoryview: underlying buffer is not C-contiguous
# expect: readinto 1 1 2
# expect: readinto 2 1 TypeError: readinto() argument must be read-write bytes-like object, not Exporter
# expect: unpack 1 0 error: unpack requires a buffer of 4 bytes
# expect: unpack 2 0 BufferError: memoryview: underlying buffer is not C-contiguous
# expect: pack_into 1 1 None
# expect: pack_into 2 1 TypeError: argument must be read-write bytes-like object, not Exporter
# expect: decode 1 0 a.b.c.d.
# expect: decode 2 0 TypeError: decoding to str: need a bytes-like object, Exporter found
# expect: array 1 0 None
# expect: array 2 0 BufferError: memoryview: underlying buffer is not C-contiguous
# expect: True True
# expect: memoryview: underlying buffer is not C-contiguous
