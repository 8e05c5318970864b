# 'P' takes what fits into an address, also as a negative number.
import struct

for value in (0, True, 2**63, 2**64 - 1, 2**64, -1, -(2**63), -(2**63) - 1, 2**80, -(2**64), 1.5, "a", None):
    try:
        print(value, struct.pack("P", value))
    except struct.error as error:
        print(value, "struct.error", error)
    try:
        view = memoryview(bytearray(8)).cast("P")
        view[0] = value
        print(view[0], bytes(view))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# expect: 0 b'\x00\x00\x00\x00\x00\x00\x00\x00'
# expect: 0 b'\x00\x00\x00\x00\x00\x00\x00\x00'
# expect: True b'\x01\x00\x00\x00\x00\x00\x00\x00'
# expect: 1 b'\x01\x00\x00\x00\x00\x00\x00\x00'
# expect: 9223372036854775808 b'\x00\x00\x00\x00\x00\x00\x00\x80'
# expect: 9223372036854775808 b'\x00\x00\x00\x00\x00\x00\x00\x80'
# expect: 18446744073709551615 b'\xff\xff\xff\xff\xff\xff\xff\xff'
# expect: 18446744073709551615 b'\xff\xff\xff\xff\xff\xff\xff\xff'
# expect: 18446744073709551616 struct.error int too large to convert
# expect: ValueError memoryview: invalid value for format 'P'
# expect: -1 b'\xff\xff\xff\xff\xff\xff\xff\xff'
# expect: 18446744073709551615 b'\xff\xff\xff\xff\xff\xff\xff\xff'
# expect: -9223372036854775808 b'\x00\x00\x00\x00\x00\x00\x00\x80'
# expect: 9223372036854775808 b'\x00\x00\x00\x00\x00\x00\x00\x80'
# expect: -9223372036854775809 struct.error int too large to convert
# expect: ValueError memoryview: invalid value for format 'P'
# expect: 1208925819614629174706176 struct.error int too large to convert
# expect: ValueError memoryview: invalid value for format 'P'
# expect: -18446744073709551616 struct.error int too large to convert
# expect: ValueError memoryview: invalid value for format 'P'
# expect: 1.5 struct.error required argument is not an integer
# expect: TypeError memoryview: invalid type for format 'P'
# expect: a struct.error required argument is not an integer
# expect: TypeError memoryview: invalid type for format 'P'
# expect: None struct.error required argument is not an integer
# expect: TypeError memoryview: invalid type for format 'P'
