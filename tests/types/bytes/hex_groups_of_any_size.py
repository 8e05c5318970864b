# min-version: 3.15
# The groups of hex() may be larger than 31 bits since Python 3.15. replace() takes its count by keyword.
import sys

for data in b"\xb9\x01\xef", bytearray(b"\xb9\x01\xef"), memoryview(b"\xb9\x01\xef"):
    print([data.hex(":", n) for n in (1, -2, 3, -3, 2**31, -2**31 - 1, sys.maxsize, -sys.maxsize - 1)])
    try:
        data.hex(":", 2**63)
    except OverflowError as e:
        print(type(e).__name__)
for data in b"aaa", bytearray(b"aaa"):
    print(data.replace(b"a", b"b", count=2), data.replace(b"a", b"b", 1))

# expect: ['b9:01:ef', 'b901:ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef']
# expect: OverflowError
# expect: ['b9:01:ef', 'b901:ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef']
# expect: OverflowError
# expect: ['b9:01:ef', 'b901:ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef', 'b901ef']
# expect: OverflowError
# expect: b'bba' b'baa'
# expect: bytearray(b'bba') bytearray(b'baa')
