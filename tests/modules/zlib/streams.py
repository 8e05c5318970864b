import copy
import zlib

data = b"".join(b"%d," % (i * i) for i in range(20000))
packed = zlib.compress(data, 9)
print(zlib.decompress(packed) == data, len(packed) < len(data), zlib.crc32(data), zlib.adler32(data, 7), zlib.crc32(data[5:], zlib.crc32(data[:5])) == zlib.crc32(data))
c = zlib.compressobj(6, zlib.DEFLATED, 31)
parts = [c.compress(data[:1000]), c.flush(zlib.Z_SYNC_FLUSH)]
twin = c.copy()
for stream in (c, twin):
    rest = stream.compress(data[1000:]) + stream.flush()
    print(zlib.decompress(b"".join(parts) + rest, 31) == data)
d = zlib.decompressobj()
out = d.decompress(packed + b"behind", 100)
print(len(out), d.unconsumed_tail != b"", d.eof, d.unused_data)
twin = copy.copy(d)
for stream in (d, twin):
    more = out
    while not stream.eof:
        more += stream.decompress(stream.unconsumed_tail, 5000)
    print(more == data, stream.eof, stream.unused_data)
raw = zlib.compressobj(wbits=-15, zdict=b"the dictionary")
text = raw.compress(b"in the dictionary") + raw.flush()
print(zlib.decompressobj(wbits=-15, zdict=b"the dictionary").decompress(text))
wrapped = zlib.compressobj(zdict=b"words")
text = wrapped.compress(b"words words") + wrapped.flush()
print(zlib.decompressobj(zdict=b"words").decompress(text))
for action in (
    lambda: zlib.decompress(b"junk"), lambda: zlib.decompress(packed[:-5]), lambda: zlib.compress(b"", 77), lambda: zlib.compressobj(77),
    lambda: zlib.decompressobj(5), lambda: zlib.decompressobj().decompress(text), lambda: zlib.decompressobj().decompress(b"", -1),
    lambda: c.compress(b"after the end"), lambda: zlib.compress("text"),
):
    try:
        action()
    except (zlib.error, ValueError, TypeError) as error:
        print(type(error).__name__, error)

# expect: True True 1625962204 3364620702 True
# expect: True
# expect: True
# expect: 100 True False b''
# expect: True True b'behind'
# expect: True True b'behind'
# expect: b'in the dictionary'
# expect: b'words words'
# expect: error Error -3 while decompressing data: incorrect header check
# expect: error Error -5 while decompressing data: incomplete or truncated stream
# expect: error Bad compression level
# expect: ValueError Invalid initialization option
# expect: ValueError Invalid initialization option
# expect: error Error 2 while decompressing data
# expect: ValueError max_length must be non-negative
# expect: error Error -2 while compressing data: inconsistent stream state
# expect: TypeError a bytes-like object is required, not 'str'
