# min-version: 3.13
import binascii


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


for source in r"""binascii.b2a_base64(b'')
binascii.b2a_base64(b'a'), binascii.b2a_base64(b'ab'), binascii.b2a_base64(b'abc')
binascii.b2a_base64(bytes(range(250, 256)), newline=False)
binascii.b2a_base64(b'x' * 100)
binascii.b2a_base64('text')
binascii.b2a_base64(b'a', False)
binascii.a2b_base64(b'YWJj'), binascii.a2b_base64('YQ=='), binascii.a2b_base64(b'YWI=\n')
binascii.a2b_base64(b'Y W\nJ!j'), binascii.a2b_base64(b'+/+/'), binascii.a2b_base64(b'-_')
binascii.a2b_base64(b'YWJjZ')
binascii.a2b_base64(b'YWI')
binascii.a2b_base64(b'Y')
binascii.a2b_base64(b'====')
binascii.a2b_base64(b'YQ==YWJj'), binascii.a2b_base64(b'YWJj==')
binascii.a2b_base64(b'YWJj', strict_mode=True), binascii.a2b_base64(b'YQ==', strict_mode=True), binascii.a2b_base64(b'', strict_mode=True)
binascii.a2b_base64(b'YW Jj', strict_mode=True)
binascii.a2b_base64(b'=YWJj', strict_mode=True)
binascii.a2b_base64(b'YQ==YQ==', strict_mode=True)
binascii.a2b_base64(b'YQ=a=', strict_mode=True)
binascii.a2b_base64(b'YWJj=', strict_mode=True)
binascii.a2b_base64(b'YQ===', strict_mode=True)
binascii.a2b_base64(b'YWI', strict_mode=True)
binascii.a2b_base64(b'YQ==\n', strict_mode=True)
binascii.a2b_base64('\xe9')
binascii.a2b_base64(None)
all(binascii.a2b_base64(binascii.b2a_base64(bytes(range(n)))) == bytes(range(n)) for n in range(100))""".splitlines():
    show(source)

# expect: binascii.b2a_base64(b'') -> b'\n'
# expect: binascii.b2a_base64(b'a'), binascii.b2a_base64(b'ab'), binascii.b2a_base64(b'abc') -> (b'YQ==\n', b'YWI=\n', b'YWJj\n')
# expect: binascii.b2a_base64(bytes(range(250, 256)), newline=False) -> b'+vv8/f7/'
# expect: binascii.b2a_base64(b'x' * 100) -> b'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eA==\n'
# expect: binascii.b2a_base64('text') -> TypeError
# expect: binascii.b2a_base64(b'a', False) -> TypeError
# expect: binascii.a2b_base64(b'YWJj'), binascii.a2b_base64('YQ=='), binascii.a2b_base64(b'YWI=\n') -> (b'abc', b'a', b'ab')
# expect: binascii.a2b_base64(b'Y W\nJ!j'), binascii.a2b_base64(b'+/+/'), binascii.a2b_base64(b'-_') -> (b'abc', b'\xfb\xff\xbf', b'')
# expect: binascii.a2b_base64(b'YWJjZ') -> Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
# expect: binascii.a2b_base64(b'YWI') -> Error: Incorrect padding
# expect: binascii.a2b_base64(b'Y') -> Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# expect: binascii.a2b_base64(b'====') -> b''
# expect-before-3.15: binascii.a2b_base64(b'YQ==YWJj'), binascii.a2b_base64(b'YWJj==') -> (b'a', b'abc')
# expect-since-3.15: binascii.a2b_base64(b'YQ==YWJj'), binascii.a2b_base64(b'YWJj==') -> Error: Incorrect padding
# expect: binascii.a2b_base64(b'YWJj', strict_mode=True), binascii.a2b_base64(b'YQ==', strict_mode=True), binascii.a2b_base64(b'', strict_mode=True) -> (b'abc', b'a', b'')
# expect: binascii.a2b_base64(b'YW Jj', strict_mode=True) -> Error: Only base64 data is allowed
# expect: binascii.a2b_base64(b'=YWJj', strict_mode=True) -> Error: Leading padding not allowed
# expect: binascii.a2b_base64(b'YQ==YQ==', strict_mode=True) -> Error: Excess data after padding
# expect: binascii.a2b_base64(b'YQ=a=', strict_mode=True) -> Error: Discontinuous padding not allowed
# expect: binascii.a2b_base64(b'YWJj=', strict_mode=True) -> Error: Excess padding not allowed
# expect-before-3.15: binascii.a2b_base64(b'YQ===', strict_mode=True) -> Error: Excess data after padding
# expect-since-3.15: binascii.a2b_base64(b'YQ===', strict_mode=True) -> Error: Excess padding not allowed
# expect: binascii.a2b_base64(b'YWI', strict_mode=True) -> Error: Incorrect padding
# expect-before-3.15: binascii.a2b_base64(b'YQ==\n', strict_mode=True) -> Error: Excess data after padding
# expect-since-3.15: binascii.a2b_base64(b'YQ==\n', strict_mode=True) -> Error: Only base64 data is allowed
# expect: binascii.a2b_base64('\xe9') -> ValueError: string argument should contain only ASCII characters
# expect: binascii.a2b_base64(None) -> TypeError
# expect: all(binascii.a2b_base64(binascii.b2a_base64(bytes(range(n)))) == bytes(range(n)) for n in range(100)) -> True
