# A text file without a position writes no byte order mark in UTF-16 and UTF-32; one with a position writes it at its start.
import bz2
import io
import os


class Unseekable(io.BytesIO):
    def seekable(self):
        return False


def written(raw, encoding, /, **changes):
    file = io.TextIOWrapper(raw, encoding=encoding)
    if changes:
        file.reconfigure(**changes)
    file.write("a\u00e9")
    file.flush()
    file.write("b")
    file.flush()
    return raw.getvalue()


for encoding in "utf-16", "UTF16", "utf-32", "utf-16-le", "utf-32-be", "utf-8-sig", "utf-8":
    print(encoding, written(Unseekable(), encoding), written(io.BytesIO(), encoding))

print(written(Unseekable(), "utf-8", encoding="utf-16").hex(), written(Unseekable(), "utf-16", encoding="utf-8").hex())
print(written(io.BytesIO(), "utf-16", errors="replace").hex(), written(Unseekable(), "utf-16", newline="").hex())

packed = io.BytesIO()
with io.TextIOWrapper(bz2.open(packed, "wb"), encoding="utf-16") as file:
    file.write("x")
print(bz2.decompress(packed.getvalue()))

reading, writing = os.pipe()
with open(writing, "w", encoding="utf-32") as file:
    file.write("x")
with open(reading, "rb") as file:
    print(file.read())

raw = io.BytesIO()
file = io.TextIOWrapper(raw, encoding="utf-16")
file.write("x")
file.seek(0)
file.write("y")
file.seek(0, 2)
file.write("z")
file.flush()
print(raw.getvalue())

# expect: utf-16 b'a\x00\xe9\x00b\x00' b'\xff\xfea\x00\xe9\x00b\x00'
# expect: UTF16 b'a\x00\xe9\x00b\x00' b'\xff\xfea\x00\xe9\x00b\x00'
# expect: utf-32 b'a\x00\x00\x00\xe9\x00\x00\x00b\x00\x00\x00' b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00b\x00\x00\x00'
# expect: utf-16-le b'a\x00\xe9\x00b\x00' b'a\x00\xe9\x00b\x00'
# expect: utf-32-be b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00\x00b' b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00\x00b'
# expect: utf-8-sig b'\xef\xbb\xbfa\xc3\xa9b' b'\xef\xbb\xbfa\xc3\xa9b'
# expect: utf-8 b'a\xc3\xa9b' b'a\xc3\xa9b'
# expect: 6100e9006200 61c3a962
# expect: fffe6100e9006200 6100e9006200
# expect: b'x\x00'
# expect: b'x\x00\x00\x00'
# expect: b'\xff\xfey\x00z\x00'
