# CPython: since 3.11.13 and 3.13.4
import bz2

d = bz2.BZ2Decompressor()
for _ in range(2):
    try:
        d.decompress(b"BZh91AY&SY" + bytes(60))
    except (OSError, ValueError) as e:
        print(type(e).__name__)
print(d.eof, d.needs_input)

# expect: OSError
# expect: ValueError
# expect: False False
