# The bytes of a result depend on the memory that the compressor has: the defaults are those of CPython.
import gzip
import zipfile
import zlib
from io import BytesIO

number, noise = 1, bytearray()
for _ in range(130_000):
    number = number * 1103515245 + 12345 & 0x7FFFFFFF
    noise.append(number >> 16 & 255)
text = b" ".join(b"%d" % (byte * byte % 997) for byte in noise)


def zipped(data):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data", data)
    return file.getbuffer().nbytes


for data in noise, text:
    for level in -1, 1, 6, 9:
        whole, stream = zlib.compress(data, level), zlib.compressobj(level)
        print(level, len(whole), stream.compress(data) + stream.flush() == whole, len(zlib.compress(data, level, wbits=-15)))
    print(len(gzip.compress(data, 9)), zipped(data))

# expect: -1 130046 True 130040
# expect: 1 130046 True 130040
# expect: 6 130046 True 130040
# expect: 9 130046 True 130040
# expect: 130058 130146
# expect: -1 184756 True 184750
# expect: 1 215194 True 215188
# expect: 6 184756 True 184750
# expect: 9 184385 True 184379
# expect: 184397 184856
