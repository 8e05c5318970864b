import array
import binascii


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


data = bytes(range(0, 256, 17))
for source in """binascii.hexlify(data)
binascii.b2a_hex(data[:3], '-')
binascii.hexlify(data[:5], b':', 2)
binascii.hexlify(data[:5], ':', -2)
binascii.hexlify(data[:5], ':', 0)
binascii.hexlify(data[:5], sep='_', bytes_per_sep=3)
binascii.hexlify(b'')
binascii.hexlify(bytearray(data[:2])), binascii.hexlify(memoryview(data)[::2]), binascii.hexlify(array.array('H', [258]))
binascii.hexlify('text')
binascii.hexlify(data, '::')
binascii.hexlify(data, 5)
binascii.hexlify(data, ':', 'x')
binascii.unhexlify(b'00ffA0a0')
binascii.a2b_hex('0aB1')
binascii.unhexlify(bytearray(b'3132'))
binascii.unhexlify('')
binascii.unhexlify('123')
binascii.unhexlify('1g')
binascii.unhexlify(b' 1')
binascii.unhexlify('\\xe9\\xe9')
binascii.unhexlify(5)
binascii.Error.__mro__[1].__name__, binascii.Incomplete.__mro__[1].__name__
binascii.unhexlify(binascii.hexlify(data)) == data""".splitlines():
    show(source)

# expect: binascii.hexlify(data) -> b'00112233445566778899aabbccddeeff'
# expect: binascii.b2a_hex(data[:3], '-') -> b'00-11-22'
# expect: binascii.hexlify(data[:5], b':', 2) -> b'00:1122:3344'
# expect: binascii.hexlify(data[:5], ':', -2) -> b'0011:2233:44'
# expect: binascii.hexlify(data[:5], ':', 0) -> b'0011223344'
# expect: binascii.hexlify(data[:5], sep='_', bytes_per_sep=3) -> b'0011_223344'
# expect: binascii.hexlify(b'') -> b''
# expect: binascii.hexlify(bytearray(data[:2])), binascii.hexlify(memoryview(data)[::2]), binascii.hexlify(array.array('H', [258])) -> BufferError: memoryview: underlying buffer is not C-contiguous
# expect: binascii.hexlify('text') -> TypeError
# expect: binascii.hexlify(data, '::') -> ValueError: sep must be length 1.
# expect: binascii.hexlify(data, 5) -> TypeError
# expect: binascii.hexlify(data, ':', 'x') -> TypeError
# expect: binascii.unhexlify(b'00ffA0a0') -> b'\x00\xff\xa0\xa0'
# expect: binascii.a2b_hex('0aB1') -> b'\n\xb1'
# expect: binascii.unhexlify(bytearray(b'3132')) -> b'12'
# expect: binascii.unhexlify('') -> b''
# expect-before-3.15: binascii.unhexlify('123') -> Error: Odd-length string
# expect-since-3.15: binascii.unhexlify('123') -> Error: Odd number of hexadecimal digits
# expect: binascii.unhexlify('1g') -> Error: Non-hexadecimal digit found
# expect: binascii.unhexlify(b' 1') -> Error: Non-hexadecimal digit found
# expect: binascii.unhexlify('\xe9\xe9') -> ValueError: string argument should contain only ASCII characters
# expect: binascii.unhexlify(5) -> TypeError
# expect: binascii.Error.__mro__[1].__name__, binascii.Incomplete.__mro__[1].__name__ -> ('ValueError', 'Exception')
# expect: binascii.unhexlify(binascii.hexlify(data)) == data -> True
