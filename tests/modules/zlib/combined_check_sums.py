# 3.15 has functions for it; what they say follows from the check sums themselves.
import zlib

DATA = bytes(range(256)) * 40


def by_hand(function):
    def combine(first, second, length):
        return function(DATA[-length:] if length else b"", first)
    return combine


adler32_combine = getattr(zlib, "adler32_combine", by_hand(zlib.adler32))
crc32_combine = getattr(zlib, "crc32_combine", by_hand(zlib.crc32))
for length in (0, 1, 255, 256, 5000, len(DATA)):
    front, back = DATA[:len(DATA) - length], DATA[len(DATA) - length:]
    print(length, adler32_combine(zlib.adler32(front), zlib.adler32(back), length) == zlib.adler32(DATA), crc32_combine(zlib.crc32(front), zlib.crc32(back), length) == zlib.crc32(DATA))

for combine in (adler32_combine, crc32_combine):  # zlib itself would never return
    try:
        zlib.adler32_combine and combine(0, 0, -1)
    except (ValueError, AttributeError):
        print("refused")

# expect: 0 True True
# expect: 1 True True
# expect: 255 True True
# expect: 256 True True
# expect: 5000 True True
# expect: 10240 True True
# expect: refused
# expect: refused
