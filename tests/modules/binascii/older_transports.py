# uuencoding, quoted-printable and the check sums.
import binascii


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


for source in r"""binascii.b2a_uu(b''), binascii.b2a_uu(b'a'), binascii.b2a_uu(b'abc def')
binascii.b2a_uu(b'\0\0\0'), binascii.b2a_uu(b'\0\0\0', backtick=True), binascii.b2a_uu(b'', backtick=True)
binascii.b2a_uu(bytes(range(45)))
binascii.b2a_uu(bytes(46))
binascii.b2a_uu('text')
binascii.a2b_uu(b'#86)C\n'), binascii.a2b_uu('#86)C'), binascii.a2b_uu(b' \n'), binascii.a2b_uu(b'#````\n')
binascii.a2b_uu(b'#86)C  \r\n'), binascii.a2b_uu(b'#86'), binascii.a2b_uu(b'')
binascii.a2b_uu(b'#8\x7f)C')
binascii.a2b_uu(b'#86)Cxxxx')
binascii.a2b_uu(b'!86)C')
all(binascii.a2b_uu(binascii.b2a_uu(bytes(range(n)))) == bytes(range(n)) for n in range(46))
binascii.b2a_qp(b'plain = \xe9 text\t'), binascii.b2a_qp(b'a b\tc ', quotetabs=True), binascii.b2a_qp(b'a_b c', header=True)
binascii.b2a_qp(b'line \nand\t\r\nnext'), binascii.b2a_qp(b'line\nnext', istext=False), binascii.b2a_qp(b'.\n.x'), binascii.b2a_qp(b'a\rb')
binascii.b2a_qp(b'x' * 80), binascii.b2a_qp(b'\xff' * 30)
binascii.b2a_qp('text')
binascii.a2b_qp(b'=E9=e9=3D'), binascii.a2b_qp('a=\nb'), binascii.a2b_qp(b'a=\r\nb'), binascii.a2b_qp(b'a_b=5F', header=True), binascii.a2b_qp(b'a_b')
binascii.a2b_qp(b'='), binascii.a2b_qp(b'=1'), binascii.a2b_qp(b'=XY'), binascii.a2b_qp(b'a = b'), binascii.a2b_qp(b'=='), binascii.a2b_qp(b'tab\t=\t\nz')
binascii.a2b_qp('\xe9')
binascii.a2b_qp(binascii.b2a_qp(bytes(range(256)), istext=False)) == bytes(range(256))
binascii.crc32(b''), binascii.crc32(b'hello'), binascii.crc32(b'lo', binascii.crc32(b'hel')), binascii.crc32(b'x', -1), binascii.crc32(b'x', 2 ** 40 + 1)
binascii.crc_hqx(b'', 0), binascii.crc_hqx(b'hello', 0), binascii.crc_hqx(b'lo', binascii.crc_hqx(b'hel', 0)), binascii.crc_hqx(b'x', 0x12345)
binascii.crc_hqx(b'x')
binascii.crc_hqx('x', 0)
binascii.crc32('x')
binascii.crc32(b'x', 'y')""".splitlines():
    show(source)

# expect: binascii.b2a_uu(b''), binascii.b2a_uu(b'a'), binascii.b2a_uu(b'abc def') -> (b' \n', b'!80  \n', b"'86)C(&1E9@  \n")
# expect: binascii.b2a_uu(b'\0\0\0'), binascii.b2a_uu(b'\0\0\0', backtick=True), binascii.b2a_uu(b'', backtick=True) -> (b'#    \n', b'#````\n', b'`\n')
# expect: binascii.b2a_uu(bytes(range(45))) -> b'M  $" P0%!@<("0H+# T.#Q 1$A,4%187&!D:&QP=\'A\\@(2(C)"4F)R@I*BLL\n'
# expect: binascii.b2a_uu(bytes(46)) -> Error: At most 45 bytes at once
# expect: binascii.b2a_uu('text') -> TypeError
# expect: binascii.a2b_uu(b'#86)C\n'), binascii.a2b_uu('#86)C'), binascii.a2b_uu(b' \n'), binascii.a2b_uu(b'#````\n') -> (b'abc', b'abc', b'', b'\x00\x00\x00')
# expect-before-3.15: binascii.a2b_uu(b'#86)C  \r\n'), binascii.a2b_uu(b'#86'), binascii.a2b_uu(b'') -> (b'abc', b'a`\x00', b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00')
# expect-since-3.15: binascii.a2b_uu(b'#86)C  \r\n'), binascii.a2b_uu(b'#86'), binascii.a2b_uu(b'') -> Error: Missing length byte
# expect: binascii.a2b_uu(b'#8\x7f)C') -> Error: Illegal char
# expect: binascii.a2b_uu(b'#86)Cxxxx') -> Error: Trailing garbage
# expect: binascii.a2b_uu(b'!86)C') -> Error: Trailing garbage
# expect: all(binascii.a2b_uu(binascii.b2a_uu(bytes(range(n)))) == bytes(range(n)) for n in range(46)) -> True
# expect: binascii.b2a_qp(b'plain = \xe9 text\t'), binascii.b2a_qp(b'a b\tc ', quotetabs=True), binascii.b2a_qp(b'a_b c', header=True) -> (b'plain =3D =E9 text=09', b'a=20b=09c=20', b'a=5Fb_c')
# expect: binascii.b2a_qp(b'line \nand\t\r\nnext'), binascii.b2a_qp(b'line\nnext', istext=False), binascii.b2a_qp(b'.\n.x'), binascii.b2a_qp(b'a\rb') -> (b'line=20\nand=09\nnext', b'line=0Anext', b'=2E\n.x', b'a\rb')
# expect: binascii.b2a_qp(b'x' * 80), binascii.b2a_qp(b'\xff' * 30) -> (b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxx', b'=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=FF=\n=FF=FF=FF=FF=FF')
# expect: binascii.b2a_qp('text') -> TypeError
# expect: binascii.a2b_qp(b'=E9=e9=3D'), binascii.a2b_qp('a=\nb'), binascii.a2b_qp(b'a=\r\nb'), binascii.a2b_qp(b'a_b=5F', header=True), binascii.a2b_qp(b'a_b') -> (b'\xe9\xe9=', b'ab', b'ab', b'a b_', b'a_b')
# expect: binascii.a2b_qp(b'='), binascii.a2b_qp(b'=1'), binascii.a2b_qp(b'=XY'), binascii.a2b_qp(b'a = b'), binascii.a2b_qp(b'=='), binascii.a2b_qp(b'tab\t=\t\nz') -> (b'', b'=1', b'=XY', b'a = b', b'=', b'tab\t=\t\nz')
# expect: binascii.a2b_qp('\xe9') -> ValueError: string argument should contain only ASCII characters
# expect: binascii.a2b_qp(binascii.b2a_qp(bytes(range(256)), istext=False)) == bytes(range(256)) -> True
# expect: binascii.crc32(b''), binascii.crc32(b'hello'), binascii.crc32(b'lo', binascii.crc32(b'hel')), binascii.crc32(b'x', -1), binascii.crc32(b'x', 2 ** 40 + 1) -> (0, 907060870, 907060870, 2703296241, 4225443349)
# expect: binascii.crc_hqx(b'', 0), binascii.crc_hqx(b'hello', 0), binascii.crc_hqx(b'lo', binascii.crc_hqx(b'hel', 0)), binascii.crc_hqx(b'x', 0x12345) -> (0, 50018, 50018, 44702)
# expect: binascii.crc_hqx(b'x') -> TypeError
# expect: binascii.crc_hqx('x', 0) -> TypeError
# expect: binascii.crc32('x') -> TypeError
# expect: binascii.crc32(b'x', 'y') -> TypeError
