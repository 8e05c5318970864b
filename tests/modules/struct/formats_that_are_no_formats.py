import struct
import sys

for bad in ("\udc00", "i\u20ac", "$", b"\xa4", "3", "Zx", "Z", f"{sys.maxsize + 1}b", f"{sys.maxsize // 4}i{sys.maxsize // 8}q", f"{sys.maxsize}?s", f"{sys.maxsize}bq"):
    for function in (struct.calcsize, struct.Struct):
        try:
            function(bad)
        except (ValueError, struct.error) as e:
            print(type(e).__name__, e)
for order in "<>":
    try:
        struct.pack(order + "f", 1e300)
    except OverflowError as e:
        print(e)

# expect-before-3.15: UnicodeEncodeError 'ascii' codec can't encode character '\udc00' in position 0: ordinal not in range(128)
# expect-before-3.15: UnicodeEncodeError 'ascii' codec can't encode character '\udc00' in position 0: ordinal not in range(128)
# expect-before-3.15: UnicodeEncodeError 'ascii' codec can't encode character '\u20ac' in position 1: ordinal not in range(128)
# expect-before-3.15: UnicodeEncodeError 'ascii' codec can't encode character '\u20ac' in position 1: ordinal not in range(128)
# expect-since-3.15: ValueError non-ASCII character in struct format
# expect-since-3.15: ValueError non-ASCII character in struct format
# expect-since-3.15: ValueError non-ASCII character in struct format
# expect-since-3.15: ValueError non-ASCII character in struct format
# expect: error bad char in struct format
# expect: error bad char in struct format
# expect-before-3.15: error bad char in struct format
# expect-before-3.15: error bad char in struct format
# expect-since-3.15: ValueError non-ASCII character in struct format
# expect-since-3.15: ValueError non-ASCII character in struct format
# expect: error repeat count given without format specifier
# expect: error repeat count given without format specifier
# expect: error bad char in struct format
# expect: error bad char in struct format
# expect: error bad char in struct format
# expect: error bad char in struct format
# expect: error total struct size too long
# expect: error total struct size too long
# expect: error total struct size too long
# expect: error total struct size too long
# expect: error total struct size too long
# expect: error total struct size too long
# expect: error total struct size too long
# expect: error total struct size too long
# expect: float too large to pack with f format
# expect: float too large to pack with f format
