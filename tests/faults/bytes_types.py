# Bytes, bytearrays, memoryviews, arrays, packed structures, digests, compression.
import array
import base64
import hashlib
import struct
import zlib
data = bytes(range(256)) * 20
grown = bytearray()
for n in range(100):
    grown += data[n:n * 3]
    grown.insert(0, n)
    if n % 9 == 0:
        del grown[5:10]
print(len(grown), grown[:4], bytes(grown[-3:]).hex(), grown.count(7), grown.find(b"\x10\x11"))
view = memoryview(grown)
print(view[10:20].tolist(), view.cast("B")[3], bytes(view[::1000]), data.replace(b"\x00", b"zero").count(b"zero"), b"a,b,c".split(b","))
view.release()
numbers = array.array("i", range(500))
numbers.extend([1, 2])
print(sum(numbers), numbers.tobytes()[-4:], struct.unpack("<hI3s", struct.pack("<hI3s", -1, 7, b"abc")))
packed = zlib.compress(data)
print(zlib.decompress(packed) == data, zlib.crc32(data), hashlib.sha256(data).hexdigest()[:16], hashlib.md5(grown).hexdigest()[:8], base64.b64encode(data[:9]))
