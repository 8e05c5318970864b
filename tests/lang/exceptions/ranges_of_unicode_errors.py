FARTHEST = 2**63 - 1

for error in UnicodeDecodeError("x", b"abc", 1, 2, "r"), UnicodeEncodeError("x", "abc", 1, 2, "r"), UnicodeTranslateError("abc", 1, 2, "r"):
    for start, end in (1, 2), (2, 3), (0, 2), (0, 0), (0, FARTHEST), (2, -FARTHEST - 1), (2, -FARTHEST):
        error.start, error.end = start, end
        print(type(error).__name__, error)

error = UnicodeDecodeError("x", b"abc", 1, 2, "r")
error.start, error.end = FARTHEST, -FARTHEST - 1
print(error)

# expect: UnicodeDecodeError 'x' codec can't decode byte 0x62 in position 1: r
# expect: UnicodeDecodeError 'x' codec can't decode byte 0x63 in position 2: r
# expect: UnicodeDecodeError 'x' codec can't decode bytes in position 0-1: r
# expect: UnicodeDecodeError 'x' codec can't decode bytes in position 0--1: r
# expect: UnicodeDecodeError 'x' codec can't decode bytes in position 0-9223372036854775806: r
# expect: UnicodeDecodeError 'x' codec can't decode bytes in position 2-9223372036854775807: r
# expect: UnicodeDecodeError 'x' codec can't decode bytes in position 2--9223372036854775808: r
# expect: UnicodeEncodeError 'x' codec can't encode character '\x62' in position 1: r
# expect: UnicodeEncodeError 'x' codec can't encode character '\x63' in position 2: r
# expect: UnicodeEncodeError 'x' codec can't encode characters in position 0-1: r
# expect: UnicodeEncodeError 'x' codec can't encode characters in position 0--1: r
# expect: UnicodeEncodeError 'x' codec can't encode characters in position 0-9223372036854775806: r
# expect: UnicodeEncodeError 'x' codec can't encode characters in position 2-9223372036854775807: r
# expect: UnicodeEncodeError 'x' codec can't encode characters in position 2--9223372036854775808: r
# expect: UnicodeTranslateError can't translate character '\x62' in position 1: r
# expect: UnicodeTranslateError can't translate character '\x63' in position 2: r
# expect: UnicodeTranslateError can't translate characters in position 0-1: r
# expect: UnicodeTranslateError can't translate characters in position 0--1: r
# expect: UnicodeTranslateError can't translate characters in position 0-9223372036854775806: r
# expect: UnicodeTranslateError can't translate characters in position 2-9223372036854775807: r
# expect: UnicodeTranslateError can't translate characters in position 2--9223372036854775808: r
# expect: 'x' codec can't decode bytes in position 9223372036854775807-9223372036854775807: r
