import io
import lzma
import os
import shutil
import tempfile

DATA = b"".join(b"line %d of the text\n" % (i * i % 1000) for i in range(3000))

for format in (lzma.FORMAT_XZ, lzma.FORMAT_ALONE):
    packed = lzma.compress(DATA, format=format)
    print(lzma.decompress(packed) == DATA, lzma.decompress(packed, format=format) == DATA, len(packed) < len(DATA) // 4)
filters = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 2 | lzma.PRESET_EXTREME, "dict_size": 1 << 16}]
raw = lzma.compress(DATA, format=lzma.FORMAT_RAW, filters=filters)
print(lzma.decompress(raw, format=lzma.FORMAT_RAW, filters=filters) == DATA)
print(lzma.decompress(lzma.compress(DATA, check=lzma.CHECK_SHA256, preset=0)) == DATA, lzma.decompress(lzma.compress(b"a") + lzma.compress(b"b")))
print(lzma.decompress(lzma.compress(DATA, filters=[{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "mode": lzma.MODE_FAST, "mf": lzma.MF_HC4, "lc": 0, "lp": 1, "pb": 1, "nice_len": 20, "depth": 3}])) == DATA)

# In pieces, with a limit; the check is told.
packed = lzma.compress(DATA, check=lzma.CHECK_CRC32)
d = lzma.LZMADecompressor()
print(d.check, d.eof, d.needs_input, d.unused_data)
out = []
for i in range(0, len(packed), 30):
    out.append(d.decompress(packed[i : i + 30], max_length=200))
    assert len(out[-1]) <= 200
    while not d.needs_input and not d.eof:
        out.append(d.decompress(b"", 200))
print(b"".join(out) == DATA, d.check, d.eof, d.needs_input)
d = lzma.LZMADecompressor(lzma.FORMAT_XZ)
print(d.decompress(packed + b"behind") == DATA, d.unused_data)
try:
    d.decompress(b"")
except EOFError as e:
    print(e)
c = lzma.LZMACompressor()
packed = b"".join([c.compress(DATA[i : i + 700]) for i in range(0, len(DATA), 700)] + [c.compress(b""), c.flush()])
print(lzma.decompress(packed) == DATA)
for call in (c.flush, lambda: c.compress(b"x")):
    try:
        call()
    except ValueError as e:
        print(e)

print(lzma._encode_filter_properties({"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 2}), lzma._encode_filter_properties({"id": lzma.FILTER_DELTA}))
print(lzma._decode_filter_properties(lzma.FILTER_LZMA1, b"]\x00\x00\x10\x00"), lzma._decode_filter_properties(lzma.FILTER_LZMA2, b"\x16"),
      lzma._decode_filter_properties(lzma.FILTER_DELTA, b"\x03"), lzma._decode_filter_properties(lzma.FILTER_X86, b""))
print(lzma.is_check_supported(lzma.CHECK_CRC64), lzma.is_check_supported(lzma.CHECK_UNKNOWN))

TRIALS = [
    lambda: lzma.decompress(b"nonsense that is long enough"),
    lambda: lzma.decompress(packed[:50] + b"xxxxxx" + packed[56:]),
    lambda: lzma.decompress(packed[:100]),
    lambda: lzma.decompress(packed, memlimit=100),
    lambda: lzma.LZMACompressor(format=7),
    lambda: lzma.LZMACompressor(preset=100),
    lambda: lzma.LZMACompressor(preset=1, filters=filters),
    lambda: lzma.LZMACompressor(format=lzma.FORMAT_ALONE, check=lzma.CHECK_CRC32),
    lambda: lzma.LZMACompressor(format=lzma.FORMAT_RAW),
    lambda: lzma.LZMACompressor(format=lzma.FORMAT_ALONE, filters=filters),
    lambda: lzma.LZMACompressor(check=200),
    lambda: lzma.LZMACompressor(filters=[{"id": 99}]),
    lambda: lzma.LZMACompressor(filters=[{"dist": 1}]),
    lambda: lzma.LZMACompressor(filters=[1]),
    lambda: lzma.LZMACompressor(filters={}),
    lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "nonsense": 1}]),
    lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_DELTA, "preset": 1}, {"id": lzma.FILTER_LZMA2}]),
    lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_X86, "preset": 1}, {"id": lzma.FILTER_LZMA2}]),
    lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_DELTA}] * 5),
    lambda: lzma.LZMADecompressor(format=lzma.FORMAT_RAW),
    lambda: lzma.LZMADecompressor(format=lzma.FORMAT_RAW, memlimit=5, filters=filters),
    lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, filters=filters),
    lambda: lzma.LZMADecompressor(format=9),
    lambda: lzma.LZMADecompressor().decompress("text"),
]
for trial in TRIALS:
    try:
        trial()
        print("ok")
    except (lzma.LZMAError, ValueError, TypeError) as e:
        print(type(e).__name__, e)

path = os.path.join(tempfile.mkdtemp(), "file.xz")
with lzma.open(path, "wt", encoding="ascii") as f:
    f.write(DATA.decode())
with lzma.open(path, "rt", encoding="ascii") as f:
    print(next(f).rstrip(), sum(1 for _ in f))
with lzma.LZMAFile(path) as f:
    f.seek(1000)
    print(f.read(20) == DATA[1000:1020], f.tell())
shutil.rmtree(os.path.dirname(path))

# expect: True True True
# expect: True True True
# expect: True
# expect: True b'ab'
# expect: True
# expect: 16 False True b''
# expect: True 1 True False
# expect: True b'behind'
# expect: Already at end of stream
# expect: True
# expect: Repeated call to flush()
# expect: Compressor has been flushed
# expect: b'\\\x00\x00\x10\x00' b'\x00'
# expect: {'id': 4611686018427387905, 'lc': 3, 'lp': 0, 'pb': 2, 'dict_size': 1048576} {'id': 33, 'dict_size': 8388608} {'id': 3, 'dist': 4} {'id': 4}
# expect: True False
# expect: LZMAError Input format not supported by decoder
# expect: LZMAError Corrupt input data
# expect: LZMAError Compressed data ended before the end-of-stream marker was reached
# expect: LZMAError Memory usage limit exceeded
# expect: ValueError Invalid container format: 7
# expect: LZMAError Invalid or unsupported options
# expect: ValueError Cannot specify both preset and filter chain
# expect: ValueError Integrity checks are only supported by FORMAT_XZ
# expect: ValueError Must specify filters for FORMAT_RAW
# expect: ValueError Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter
# expect: LZMAError Internal error
# expect: ValueError Invalid filter ID: 99
# expect: ValueError Filter specifier must have an "id" entry
# expect: TypeError Filter specifier must be a dict or dict-like object
# expect: TypeError dict is not a sequence
# expect: ValueError Invalid filter specifier for LZMA filter
# expect: ValueError Invalid filter specifier for delta filter
# expect: ValueError Invalid filter specifier for BCJ filter
# expect: ValueError Too many filters - liblzma supports a maximum of 4
# expect: ValueError Must specify filters for FORMAT_RAW
# expect: ValueError Cannot specify memory limit with FORMAT_RAW
# expect: ValueError Cannot specify filters except with FORMAT_RAW
# expect: ValueError Invalid container format: 9
# expect: TypeError a bytes-like object is required, not 'str'
# expect: line 0 of the text 2999
# expect: True 1020
