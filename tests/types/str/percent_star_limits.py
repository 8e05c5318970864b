# Widths and precisions given as '*' at the ends of their ranges, for str and bytes.
def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for format in ("%*d", "%.*d"):
    for number in (-(2**63), -(2**63) - 1, 2**63):
        print(format, number, outcome(lambda: format % (number, 1)))
for format in ("%.*s", b"%.*b"):
    text = "abc" if isinstance(format, str) else b"abc"
    for number in (-(2**63) - 1, -(2**63), -(2**62), -(2**31) - 1, -(2**31), -1, 2, 2**31 - 1, 2**31, 2**63):
        print(format, number, outcome(lambda: format % (number, text)))
print(b"%*s" % (-(2**63), b"abc"))

# expect: %*d -9223372036854775808 1
# expect: %*d -9223372036854775809 OverflowError: Python int too large to convert to C ssize_t
# expect: %*d 9223372036854775808 OverflowError: Python int too large to convert to C ssize_t
# expect: %.*d -9223372036854775808 OverflowError: Python int too large to convert to C int
# expect: %.*d -9223372036854775809 OverflowError: Python int too large to convert to C int
# expect: %.*d 9223372036854775808 OverflowError: Python int too large to convert to C int
# expect: %.*s -9223372036854775809 OverflowError: Python int too large to convert to C int
# expect: %.*s -9223372036854775808 OverflowError: Python int too large to convert to C int
# expect: %.*s -4611686018427387904 OverflowError: Python int too large to convert to C int
# expect: %.*s -2147483649 OverflowError: Python int too large to convert to C int
# expect: %.*s -2147483648 
# expect: %.*s -1 
# expect: %.*s 2 ab
# expect: %.*s 2147483647 abc
# expect: %.*s 2147483648 OverflowError: Python int too large to convert to C int
# expect: %.*s 9223372036854775808 OverflowError: Python int too large to convert to C int
# expect: b'%.*b' -9223372036854775809 OverflowError: Python int too large to convert to C int
# expect: b'%.*b' -9223372036854775808 OverflowError: Python int too large to convert to C int
# expect: b'%.*b' -4611686018427387904 OverflowError: Python int too large to convert to C int
# expect: b'%.*b' -2147483649 OverflowError: Python int too large to convert to C int
# expect: b'%.*b' -2147483648 b''
# expect: b'%.*b' -1 b''
# expect: b'%.*b' 2 b'ab'
# expect: b'%.*b' 2147483647 b'abc'
# expect: b'%.*b' 2147483648 OverflowError: Python int too large to convert to C int
# expect: b'%.*b' 9223372036854775808 OverflowError: Python int too large to convert to C int
# expect: b'abc'
