import bz2
import io
import os
import tempfile

DATA = b"".join(b"line %d of the text\n" % (i * i % 1000) for i in range(5000))

print([bz2.decompress(bz2.compress(DATA, level)) == DATA for level in (1, 5, 9)])
print(bz2.compress(b""), bz2.decompress(b""), len(bz2.compress(DATA)))
print(bz2.decompress(bz2.compress(b"one") + bz2.compress(b"two")))

c = bz2.BZ2Compressor(3)
packed = b"".join([c.compress(DATA[i : i + 700]) for i in range(0, len(DATA), 700)] + [c.compress(b""), c.flush()])
print(bz2.decompress(packed) == DATA)
for call in (c.flush, lambda: c.compress(b"x")):
    try:
        call()
    except ValueError as e:
        print(e)

# In pieces, with a limit.
d = bz2.BZ2Decompressor()
print(d.eof, d.needs_input, d.unused_data)
out = []
for i in range(0, len(packed), 50):
    out.append(d.decompress(packed[i : i + 50], 300))
    assert len(out[-1]) <= 300
    while not d.needs_input and not d.eof:
        out.append(d.decompress(b"", max_length=300))
print(b"".join(out) == DATA, d.eof, d.needs_input)
try:
    d.decompress(b"")
except EOFError as e:
    print(e)
d = bz2.BZ2Decompressor()
print(d.decompress(packed + b"behind") == DATA, d.unused_data, d.eof)

for bad in (b"nonsense that is long enough", packed[:100] + b"xxxxxx" + packed[106:], packed[:200]):
    try:
        bz2.decompress(bad)
        print("ok")
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
for args in ((0,), (10,), ("a",), (1, 2)):
    try:
        bz2.BZ2Compressor(*args)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    bz2.BZ2Decompressor().decompress("text")
except TypeError as e:
    print(e)

# Files.
path = os.path.join(tempfile.mkdtemp(), "file.bz2")
with bz2.open(path, "wt", encoding="ascii") as f:
    f.write(DATA.decode())
with bz2.open(path, "rt", encoding="ascii") as f:
    print(next(f).rstrip(), sum(1 for _ in f))
with bz2.BZ2File(path) as f:
    f.seek(1000)
    print(f.read(20) == DATA[1000:1020], f.tell(), f.peek(1)[:1])
print(bz2.BZ2File(io.BytesIO(packed)).read() == DATA)

import shutil
import tarfile

folder = os.path.dirname(path)
with tarfile.open(os.path.join(folder, "a.tar.bz2"), "w:bz2") as tar:
    tar.add(path, "inside")
with tarfile.open(os.path.join(folder, "a.tar.bz2")) as tar:
    print(tar.getnames(), tar.extractfile("inside").read() == open(path, "rb").read())
shutil.rmtree(folder)

# expect: [True, True, True]
# expect: b'BZh9\x17rE8P\x90\x00\x00\x00\x00' b'' 1447
# expect: b'onetwo'
# expect: True
# expect: Repeated call to flush()
# expect: Compressor has been flushed
# expect: False True b''
# expect: True True False
# expect: End of stream already reached
# expect: True b'behind' True
# expect: OSError Invalid data stream
# expect: OSError Invalid data stream
# expect: ValueError Compressed data ended before the end-of-stream marker was reached
# expect: ValueError compresslevel must be between 1 and 9
# expect: ValueError compresslevel must be between 1 and 9
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError BZ2Compressor expected at most 1 argument, got 2
# expect: a bytes-like object is required, not 'str'
# expect: line 0 of the text 4999
# expect: True 1020 b' '
# expect: True
# expect: ['inside'] True
