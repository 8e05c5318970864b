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
print(outcome(lambda: b"%*s" % (-(2**63), b"abc")))

# expect-before-3.15: %*d -9223372036854775808 1
# expect-before-3.15: %*d -9223372036854775809 OverflowError: Python int too large to convert to C ssize_t
# expect-before-3.15: %*d 9223372036854775808 OverflowError: Python int too large to convert to C ssize_t
# expect-before-3.15: %.*d -9223372036854775808 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*d -9223372036854775809 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*d 9223372036854775808 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*s -9223372036854775809 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*s -9223372036854775808 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*s -4611686018427387904 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*s -2147483649 OverflowError: Python int too large to convert to C int
# expect-since-3.15: %*d -9223372036854775808 OverflowError: format argument 1: too big for width
# expect-since-3.15: %*d -9223372036854775809 OverflowError: format argument 1: too big for width
# expect-since-3.15: %*d 9223372036854775808 OverflowError: format argument 1: too big for width
# expect-since-3.15: %.*d -9223372036854775808 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*d -9223372036854775809 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*d 9223372036854775808 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*s -9223372036854775809 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*s -9223372036854775808 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*s -4611686018427387904 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*s -2147483649 OverflowError: format argument 1: too big for precision
# expect: %.*s -2147483648 
# expect: %.*s -1 
# expect: %.*s 2 ab
# expect: %.*s 2147483647 abc
# expect-before-3.15: %.*s 2147483648 OverflowError: Python int too large to convert to C int
# expect-before-3.15: %.*s 9223372036854775808 OverflowError: Python int too large to convert to C int
# expect-before-3.15: b'%.*b' -9223372036854775809 OverflowError: Python int too large to convert to C int
# expect-before-3.15: b'%.*b' -9223372036854775808 OverflowError: Python int too large to convert to C int
# expect-before-3.15: b'%.*b' -4611686018427387904 OverflowError: Python int too large to convert to C int
# expect-before-3.15: b'%.*b' -2147483649 OverflowError: Python int too large to convert to C int
# expect-since-3.15: %.*s 2147483648 OverflowError: format argument 1: too big for precision
# expect-since-3.15: %.*s 9223372036854775808 OverflowError: format argument 1: too big for precision
# expect-since-3.15: b'%.*b' -9223372036854775809 OverflowError: format argument 1: too big for precision
# expect-since-3.15: b'%.*b' -9223372036854775808 OverflowError: format argument 1: too big for precision
# expect-since-3.15: b'%.*b' -4611686018427387904 OverflowError: format argument 1: too big for precision
# expect-since-3.15: b'%.*b' -2147483649 OverflowError: format argument 1: too big for precision
# expect: b'%.*b' -2147483648 b''
# expect: b'%.*b' -1 b''
# expect: b'%.*b' 2 b'ab'
# expect: b'%.*b' 2147483647 b'abc'
# expect-before-3.15: b'%.*b' 2147483648 OverflowError: Python int too large to convert to C int
# expect-before-3.15: b'%.*b' 9223372036854775808 OverflowError: Python int too large to convert to C int
# expect-before-3.15: b'abc'
# expect-since-3.15: b'%.*b' 2147483648 OverflowError: format argument 1: too big for precision
# expect-since-3.15: b'%.*b' 9223372036854775808 OverflowError: format argument 1: too big for precision
# expect-since-3.15: OverflowError: format argument 1: too big for width
