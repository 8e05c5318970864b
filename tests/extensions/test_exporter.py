# What asks a class of C for its memory says whether items may lie apart; what cannot read that gets the exporter's error.
import array
import base64
import binascii
import hashlib
import io
import os
import struct
import zlib
from exporter import Flat, Grid

reader, writer = os.pipe()
USERS = {
    "memoryview": lambda grid: memoryview(grid).tolist(),
    "bytes": bytes,
    "bytearray": bytearray,
    "slice": lambda grid: bytes(memoryview(grid)[1:]),
    "int": lambda grid: int.from_bytes(grid, "big"),
    "+": lambda grid: b"x" + grid,
    "join": lambda grid: b"-".join([grid, grid]),
    "in": lambda grid: grid in b"abcdefgh",
    "crc32": zlib.crc32,
    "compress": lambda grid: zlib.decompress(zlib.compress(grid)),
    "hexlify": binascii.hexlify,
    "b64encode": base64.b64encode,
    "md5": lambda grid: hashlib.md5(grid).hexdigest(),
    "BytesIO": lambda grid: io.BytesIO(grid).getvalue(),
    "write": lambda grid: io.BytesIO().write(grid),
    "os.write": lambda grid: (os.write(writer, grid), os.read(reader, 100)),
    "readinto": lambda grid: (io.BytesIO(b"12").readinto(grid), memoryview(grid).tolist()),
    "unpack": lambda grid: struct.unpack("8c", grid),
    "array": lambda grid: array.array("B", b"x" * 8) == memoryview(grid),
    "fromhex": lambda grid: bytes(8).startswith(grid),
}
for name, use in USERS.items():
    for spread in False, True:
        grid = Grid(spread)
        try:
            result = use(grid)
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        print(name, spread, grid.asked(), result)

for length in 6, 3, 1, 0:
    flat = Flat(length)
    view = memoryview(flat)
    print(length, bytes(flat), bytearray(flat), view.tobytes(), view.nbytes, b"".join([flat]), zlib.crc32(flat), io.BytesIO(flat).read())

# expect: memoryview False 284 [[97, 98, 99, 100], [101, 102, 103, 104]]
# expect: memoryview True 284 [[97, 98, 99, 100], [101, 102, 103, 104]]
# expect: bytes False 284 b'abcdefgh'
# expect: bytes True 284 b'abcdefgh'
# expect: bytearray False 284 bytearray(b'abcdefgh')
# expect: bytearray True 284 bytearray(b'abcdefgh')
# expect: slice False 284 b'efgh'
# expect: slice True 284 b'efgh'
# expect: int False 284 7017280452245743464
# expect: int True 284 7017280452245743464
# expect: + False 0 b'xabcdefgh'
# expect: + True 0 TypeError: can't concat exporter.Grid to bytes
# expect: join False 0 b'abcdefgh-abcdefgh'
# expect: join True 0 TypeError: sequence item 0: expected a bytes-like object, exporter.Grid found
# expect: in False 0 True
# expect: in True 0 ValueError: the grid has gaps
# expect: crc32 False 0 2934909520
# expect: crc32 True 0 ValueError: the grid has gaps
# expect: compress False 0 b'abcdefgh'
# expect: compress True 0 ValueError: the grid has gaps
# expect: hexlify False 0 b'6162636465666768'
# expect: hexlify True 0 ValueError: the grid has gaps
# expect: b64encode False 0 b'YWJjZGVmZ2g='
# expect: b64encode True 0 ValueError: the grid has gaps
# expect: md5 False 0 BufferError: Buffer must be single dimension
# expect: md5 True 0 ValueError: the grid has gaps
# expect: BytesIO False 8 b'abcdefgh'
# expect: BytesIO True 8 ValueError: the grid has gaps
# expect: write False 8 8
# expect: write True 8 ValueError: the grid has gaps
# expect: os.write False 0 (8, b'abcdefgh')
# expect: os.write True 0 ValueError: the grid has gaps
# expect: readinto False 284 (2, [[49, 50, 99, 100], [101, 102, 103, 104]])
# expect: readinto True 1 TypeError: readinto() argument must be read-write bytes-like object, not exporter.Grid
# expect: unpack False 0 (b'a', b'b', b'c', b'd', b'e', b'f', b'g', b'h')
# expect: unpack True 0 ValueError: the grid has gaps
# expect: array False 284 False
# expect: array True 284 False
# expect: fromhex False 0 False
# expect: fromhex True 0 ValueError: the grid has gaps
# expect: 6 b'a text' bytearray(b'a text') b'a text' 6 b'a text' 2841913987 b'a text'
# expect: 3 b'a t' bytearray(b'a t') b'a t' 3 b'a t' 1958275458 b'a t'
# expect: 1 b'a' bytearray(b'a') b'a' 1 b'a' 3904355907 b'a'
# expect: 0 b'' bytearray(b'') b'' 0 b'' 0 b''
