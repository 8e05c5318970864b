# What the C functions below the codecs return: the result, and how much of the argument they used.
import _codecs


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


TEXTS = ["", "a\xe9\u20ac\U0001f600", "\ud800"]
ENCODERS = """utf_8_encode utf_7_encode utf_16_encode utf_16_le_encode utf_16_be_encode utf_32_encode utf_32_le_encode utf_32_be_encode
    unicode_escape_encode raw_unicode_escape_encode latin_1_encode ascii_encode""".split()
for name in ENCODERS:
    for text in TEXTS:
        show(f"_codecs.{name}({text!a})")
    show(f"_codecs.{name}({TEXTS[1]!a}, 'replace')")
    show(f"_codecs.{name}('\\ud800x', 'ignore')")
    show(f"_codecs.{name}(b'bytes')")

for source in r"""_codecs.utf_8_decode(b'a\xc3\xa9\xe2\x82\xac'), _codecs.utf_8_decode(b'a\xe2\x82'), _codecs.utf_8_decode(bytearray(b'x'))
_codecs.utf_8_decode(b'a\xe2\x82', 'strict', True)
_codecs.utf_8_decode(b'a\xff\xe2\x82', 'replace', True)
_codecs.utf_7_decode(b'a+AOkgrA-b'), _codecs.utf_7_decode(b'a+AOk', 'strict', False), _codecs.utf_7_decode(b'+-')
_codecs.utf_7_decode(b'a+\xff', 'strict', True)
_codecs.ascii_decode(b'abc'), _codecs.ascii_decode(b'a\x80', 'replace'), _codecs.ascii_decode(b'a\x80', 'surrogateescape')
_codecs.ascii_decode(b'a\x80')
_codecs.latin_1_decode(b'a\xe9\xff'), _codecs.latin_1_decode(b'')
_codecs.utf_16_decode(b'\xff\xfea\0'), _codecs.utf_16_decode(b'\xfe\xff\0a'), _codecs.utf_16_decode(b'a\0b'), _codecs.utf_16_decode(b'')
_codecs.utf_16_le_decode(b'a\0\x3d\xd8'), _codecs.utf_16_le_decode(b'a\0\x3d\xd8\0\xde', 'strict', True)
_codecs.utf_16_le_decode(b'a\0\x3d\xd8', 'strict', True)
_codecs.utf_16_be_decode(b'\0a\xd8\x3d\xde\0'), _codecs.utf_16_be_decode(b'\0'), _codecs.utf_16_be_decode(b'\xde\0', 'replace', True)
_codecs.utf_16_ex_decode(b'\xff\xfea\0'), _codecs.utf_16_ex_decode(b'\xfe\xff\0a'), _codecs.utf_16_ex_decode(b'a\0', 'strict', -1), _codecs.utf_16_ex_decode(b'\0a', 'strict', 1)
_codecs.utf_16_ex_decode(b'a', 'strict', 0, True)
_codecs.utf_32_decode(b'\xff\xfe\0\0a\0\0\0'), _codecs.utf_32_decode(b'\0\0\xfe\xff\0\0\0a'), _codecs.utf_32_decode(b'a\0\0')
_codecs.utf_32_le_decode(b'a\0\0\0\0\xf6\1\0'), _codecs.utf_32_le_decode(b'a\0\0\0\0\xf6')
_codecs.utf_32_le_decode(b'\0\0\x11\0')
_codecs.utf_32_be_decode(b'\0\0\0a'), _codecs.utf_32_be_decode(b'\0\0\xd8\0', 'ignore', True)
_codecs.utf_32_be_decode(b'\0\0\0', 'strict', True)
_codecs.utf_32_ex_decode(b'\xff\xfe\0\0a\0\0\0'), _codecs.utf_32_ex_decode(b'\0\0\0a', 'strict', 1), _codecs.utf_32_ex_decode(b'a\0\0\0', 'strict', -1)
_codecs.unicode_escape_decode(rb'\n\x41\u20ac\U0001f600\N{BULLET}\101'), _codecs.unicode_escape_decode('\\t\xe9'), _codecs.unicode_escape_decode(b'a\\', 'strict', False)
_codecs.unicode_escape_decode(b'a\\')
_codecs.unicode_escape_decode(rb'\x4')
_codecs.unicode_escape_decode(rb'\N{NO SUCH NAME}')
_codecs.unicode_escape_decode(rb'a\u12', 'replace'), _codecs.unicode_escape_decode(rb'a\u12z', 'ignore')
_codecs.raw_unicode_escape_decode(rb'\n\u20ac\\u20ac'), _codecs.raw_unicode_escape_decode('\\u0041'), _codecs.raw_unicode_escape_decode(b'\\u12', 'strict', False)
_codecs.raw_unicode_escape_decode(rb'\u12')
_codecs.raw_unicode_escape_decode(rb'\U00110000')
_codecs.escape_encode(b'a\\\'"\n\r\t\0\xff'), _codecs.escape_encode(b'')
_codecs.escape_encode('text')
_codecs.escape_decode(rb'a\n\x41\101\0\\'), _codecs.escape_decode('\\t'), _codecs.escape_decode(rb'\x4z', 'ignore'), _codecs.escape_decode(rb'\x4z', 'replace')
_codecs.escape_decode(rb'\x4z')
_codecs.escape_decode(b'a\\')
_codecs.escape_decode(rb'\x', 'other')
_codecs.readbuffer_encode(b'bytes'), _codecs.readbuffer_encode('\xe9'), _codecs.readbuffer_encode(memoryview(b'x'))
_codecs.readbuffer_encode(5)""".splitlines():
    show(source)

# expect: _codecs.utf_8_encode('') -> (b'', 0)
# expect: _codecs.utf_8_encode('a\xe9\u20ac\U0001f600') -> (b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80', 4)
# expect: _codecs.utf_8_encode('\ud800') -> UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_8_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80', 4)
# expect: _codecs.utf_8_encode('\ud800x', 'ignore') -> (b'x', 2)
# expect: _codecs.utf_8_encode(b'bytes') -> TypeError
# expect: _codecs.utf_7_encode('') -> (b'', 0)
# expect: _codecs.utf_7_encode('a\xe9\u20ac\U0001f600') -> (b'a+AOkgrNg93gA-', 4)
# expect: _codecs.utf_7_encode('\ud800') -> (b'+2AA-', 1)
# expect: _codecs.utf_7_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a+AOkgrNg93gA-', 4)
# expect: _codecs.utf_7_encode('\ud800x', 'ignore') -> (b'+2AA-x', 2)
# expect: _codecs.utf_7_encode(b'bytes') -> TypeError
# expect: _codecs.utf_16_encode('') -> (b'\xff\xfe', 0)
# expect: _codecs.utf_16_encode('a\xe9\u20ac\U0001f600') -> (b'\xff\xfea\x00\xe9\x00\xac =\xd8\x00\xde', 4)
# expect: _codecs.utf_16_encode('\ud800') -> UnicodeEncodeError: 'utf-16' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_16_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'\xff\xfea\x00\xe9\x00\xac =\xd8\x00\xde', 4)
# expect: _codecs.utf_16_encode('\ud800x', 'ignore') -> (b'\xff\xfex\x00', 2)
# expect: _codecs.utf_16_encode(b'bytes') -> TypeError
# expect: _codecs.utf_16_le_encode('') -> (b'', 0)
# expect: _codecs.utf_16_le_encode('a\xe9\u20ac\U0001f600') -> (b'a\x00\xe9\x00\xac =\xd8\x00\xde', 4)
# expect: _codecs.utf_16_le_encode('\ud800') -> UnicodeEncodeError: 'utf-16-le' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_16_le_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a\x00\xe9\x00\xac =\xd8\x00\xde', 4)
# expect: _codecs.utf_16_le_encode('\ud800x', 'ignore') -> (b'x\x00', 2)
# expect: _codecs.utf_16_le_encode(b'bytes') -> TypeError
# expect: _codecs.utf_16_be_encode('') -> (b'', 0)
# expect: _codecs.utf_16_be_encode('a\xe9\u20ac\U0001f600') -> (b'\x00a\x00\xe9 \xac\xd8=\xde\x00', 4)
# expect: _codecs.utf_16_be_encode('\ud800') -> UnicodeEncodeError: 'utf-16-be' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_16_be_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'\x00a\x00\xe9 \xac\xd8=\xde\x00', 4)
# expect: _codecs.utf_16_be_encode('\ud800x', 'ignore') -> (b'\x00x', 2)
# expect: _codecs.utf_16_be_encode(b'bytes') -> TypeError
# expect: _codecs.utf_32_encode('') -> (b'\xff\xfe\x00\x00', 0)
# expect: _codecs.utf_32_encode('a\xe9\u20ac\U0001f600') -> (b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00', 4)
# expect: _codecs.utf_32_encode('\ud800') -> UnicodeEncodeError: 'utf-32' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_32_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00', 4)
# expect: _codecs.utf_32_encode('\ud800x', 'ignore') -> (b'\xff\xfe\x00\x00x\x00\x00\x00', 2)
# expect: _codecs.utf_32_encode(b'bytes') -> TypeError
# expect: _codecs.utf_32_le_encode('') -> (b'', 0)
# expect: _codecs.utf_32_le_encode('a\xe9\u20ac\U0001f600') -> (b'a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00', 4)
# expect: _codecs.utf_32_le_encode('\ud800') -> UnicodeEncodeError: 'utf-32-le' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_32_le_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00', 4)
# expect: _codecs.utf_32_le_encode('\ud800x', 'ignore') -> (b'x\x00\x00\x00', 2)
# expect: _codecs.utf_32_le_encode(b'bytes') -> TypeError
# expect: _codecs.utf_32_be_encode('') -> (b'', 0)
# expect: _codecs.utf_32_be_encode('a\xe9\u20ac\U0001f600') -> (b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00 \xac\x00\x01\xf6\x00', 4)
# expect: _codecs.utf_32_be_encode('\ud800') -> UnicodeEncodeError: 'utf-32-be' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: _codecs.utf_32_be_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00 \xac\x00\x01\xf6\x00', 4)
# expect: _codecs.utf_32_be_encode('\ud800x', 'ignore') -> (b'\x00\x00\x00x', 2)
# expect: _codecs.utf_32_be_encode(b'bytes') -> TypeError
# expect: _codecs.unicode_escape_encode('') -> (b'', 0)
# expect: _codecs.unicode_escape_encode('a\xe9\u20ac\U0001f600') -> (b'a\\xe9\\u20ac\\U0001f600', 4)
# expect: _codecs.unicode_escape_encode('\ud800') -> (b'\\ud800', 1)
# expect: _codecs.unicode_escape_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a\\xe9\\u20ac\\U0001f600', 4)
# expect: _codecs.unicode_escape_encode('\ud800x', 'ignore') -> (b'\\ud800x', 2)
# expect: _codecs.unicode_escape_encode(b'bytes') -> TypeError
# expect: _codecs.raw_unicode_escape_encode('') -> (b'', 0)
# expect: _codecs.raw_unicode_escape_encode('a\xe9\u20ac\U0001f600') -> (b'a\xe9\\u20ac\\U0001f600', 4)
# expect: _codecs.raw_unicode_escape_encode('\ud800') -> (b'\\ud800', 1)
# expect: _codecs.raw_unicode_escape_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a\xe9\\u20ac\\U0001f600', 4)
# expect: _codecs.raw_unicode_escape_encode('\ud800x', 'ignore') -> (b'\\ud800x', 2)
# expect: _codecs.raw_unicode_escape_encode(b'bytes') -> TypeError
# expect: _codecs.latin_1_encode('') -> (b'', 0)
# expect: _codecs.latin_1_encode('a\xe9\u20ac\U0001f600') -> UnicodeEncodeError: 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)
# expect: _codecs.latin_1_encode('\ud800') -> UnicodeEncodeError: 'latin-1' codec can't encode character '\ud800' in position 0: ordinal not in range(256)
# expect: _codecs.latin_1_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a\xe9??', 4)
# expect: _codecs.latin_1_encode('\ud800x', 'ignore') -> (b'x', 2)
# expect: _codecs.latin_1_encode(b'bytes') -> TypeError
# expect: _codecs.ascii_encode('') -> (b'', 0)
# expect: _codecs.ascii_encode('a\xe9\u20ac\U0001f600') -> UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
# expect: _codecs.ascii_encode('\ud800') -> UnicodeEncodeError: 'ascii' codec can't encode character '\ud800' in position 0: ordinal not in range(128)
# expect: _codecs.ascii_encode('a\xe9\u20ac\U0001f600', 'replace') -> (b'a???', 4)
# expect: _codecs.ascii_encode('\ud800x', 'ignore') -> (b'x', 2)
# expect: _codecs.ascii_encode(b'bytes') -> TypeError
# expect: _codecs.utf_8_decode(b'a\xc3\xa9\xe2\x82\xac'), _codecs.utf_8_decode(b'a\xe2\x82'), _codecs.utf_8_decode(bytearray(b'x')) -> (('aé€', 6), ('a', 1), ('x', 1))
# expect: _codecs.utf_8_decode(b'a\xe2\x82', 'strict', True) -> UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 1-2: unexpected end of data
# expect: _codecs.utf_8_decode(b'a\xff\xe2\x82', 'replace', True) -> ('a��', 4)
# expect: _codecs.utf_7_decode(b'a+AOkgrA-b'), _codecs.utf_7_decode(b'a+AOk', 'strict', False), _codecs.utf_7_decode(b'+-') -> (('aé€b', 10), ('a', 1), ('+', 2))
# expect: _codecs.utf_7_decode(b'a+\xff', 'strict', True) -> UnicodeDecodeError: 'utf7' codec can't decode bytes in position 1-2: ill-formed sequence
# expect: _codecs.ascii_decode(b'abc'), _codecs.ascii_decode(b'a\x80', 'replace'), _codecs.ascii_decode(b'a\x80', 'surrogateescape') -> (('abc', 3), ('a�', 2), ('a\udc80', 2))
# expect: _codecs.ascii_decode(b'a\x80') -> UnicodeDecodeError: 'ascii' codec can't decode byte 0x80 in position 1: ordinal not in range(128)
# expect: _codecs.latin_1_decode(b'a\xe9\xff'), _codecs.latin_1_decode(b'') -> (('aéÿ', 3), ('', 0))
# expect: _codecs.utf_16_decode(b'\xff\xfea\0'), _codecs.utf_16_decode(b'\xfe\xff\0a'), _codecs.utf_16_decode(b'a\0b'), _codecs.utf_16_decode(b'') -> (('a', 4), ('a', 4), ('a', 2), ('', 0))
# expect: _codecs.utf_16_le_decode(b'a\0\x3d\xd8'), _codecs.utf_16_le_decode(b'a\0\x3d\xd8\0\xde', 'strict', True) -> (('a', 2), ('a😀', 6))
# expect: _codecs.utf_16_le_decode(b'a\0\x3d\xd8', 'strict', True) -> UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 2-3: unexpected end of data
# expect: _codecs.utf_16_be_decode(b'\0a\xd8\x3d\xde\0'), _codecs.utf_16_be_decode(b'\0'), _codecs.utf_16_be_decode(b'\xde\0', 'replace', True) -> (('a😀', 6), ('', 0), ('�', 2))
# expect: _codecs.utf_16_ex_decode(b'\xff\xfea\0'), _codecs.utf_16_ex_decode(b'\xfe\xff\0a'), _codecs.utf_16_ex_decode(b'a\0', 'strict', -1), _codecs.utf_16_ex_decode(b'\0a', 'strict', 1) -> (('a', 4, -1), ('a', 4, 1), ('a', 2, -1), ('a', 2, 1))
# expect: _codecs.utf_16_ex_decode(b'a', 'strict', 0, True) -> UnicodeDecodeError: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: _codecs.utf_32_decode(b'\xff\xfe\0\0a\0\0\0'), _codecs.utf_32_decode(b'\0\0\xfe\xff\0\0\0a'), _codecs.utf_32_decode(b'a\0\0') -> (('a', 8), ('a', 8), ('', 0))
# expect: _codecs.utf_32_le_decode(b'a\0\0\0\0\xf6\1\0'), _codecs.utf_32_le_decode(b'a\0\0\0\0\xf6') -> (('a😀', 8), ('a', 4))
# expect: _codecs.utf_32_le_decode(b'\0\0\x11\0') -> UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# expect: _codecs.utf_32_be_decode(b'\0\0\0a'), _codecs.utf_32_be_decode(b'\0\0\xd8\0', 'ignore', True) -> (('a', 4), ('', 4))
# expect: _codecs.utf_32_be_decode(b'\0\0\0', 'strict', True) -> UnicodeDecodeError: 'utf-32-be' codec can't decode bytes in position 0-2: truncated data
# expect: _codecs.utf_32_ex_decode(b'\xff\xfe\0\0a\0\0\0'), _codecs.utf_32_ex_decode(b'\0\0\0a', 'strict', 1), _codecs.utf_32_ex_decode(b'a\0\0\0', 'strict', -1) -> (('a', 8, -1), ('a', 4, 1), ('a', 4, -1))
# expect: _codecs.unicode_escape_decode(rb'\n\x41\u20ac\U0001f600\N{BULLET}\101'), _codecs.unicode_escape_decode('\\t\xe9'), _codecs.unicode_escape_decode(b'a\\', 'strict', False) -> (('\nA€😀•A', 36), ('\tÃ©', 4), ('a', 1))
# expect: _codecs.unicode_escape_decode(b'a\\') -> UnicodeDecodeError: 'unicodeescape' codec can't decode byte 0x5c in position 1: \ at end of string
# expect: _codecs.unicode_escape_decode(rb'\x4') -> UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
# expect: _codecs.unicode_escape_decode(rb'\N{NO SUCH NAME}') -> UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name
# expect: _codecs.unicode_escape_decode(rb'a\u12', 'replace'), _codecs.unicode_escape_decode(rb'a\u12z', 'ignore') -> (('a�', 5), ('az', 6))
# expect: _codecs.raw_unicode_escape_decode(rb'\n\u20ac\\u20ac'), _codecs.raw_unicode_escape_decode('\\u0041'), _codecs.raw_unicode_escape_decode(b'\\u12', 'strict', False) -> (('\\n€\\\\u20ac', 15), ('A', 6), ('', 0))
# expect: _codecs.raw_unicode_escape_decode(rb'\u12') -> UnicodeDecodeError: 'rawunicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape
# expect: _codecs.raw_unicode_escape_decode(rb'\U00110000') -> UnicodeDecodeError: 'rawunicodeescape' codec can't decode bytes in position 0-9: \Uxxxxxxxx out of range
# expect: _codecs.escape_encode(b'a\\\'"\n\r\t\0\xff'), _codecs.escape_encode(b'') -> ((b'a\\\\\\\'"\\n\\r\\t\\x00\\xff', 9), (b'', 0))
# expect: _codecs.escape_encode('text') -> TypeError
# expect: _codecs.escape_decode(rb'a\n\x41\101\0\\'), _codecs.escape_decode('\\t'), _codecs.escape_decode(rb'\x4z', 'ignore'), _codecs.escape_decode(rb'\x4z', 'replace') -> ((b'a\nAA\x00\\', 15), (b'\t', 2), (b'z', 4), (b'?z', 4))
# expect: _codecs.escape_decode(rb'\x4z') -> ValueError: invalid \x escape at position 0
# expect: _codecs.escape_decode(b'a\\') -> ValueError: Trailing \ in string
# expect: _codecs.escape_decode(rb'\x', 'other') -> ValueError: decoding error; unknown error handling code: other
# expect: _codecs.readbuffer_encode(b'bytes'), _codecs.readbuffer_encode('\xe9'), _codecs.readbuffer_encode(memoryview(b'x')) -> ((b'bytes', 5), (b'\xc3\xa9', 2), (b'x', 1))
# expect: _codecs.readbuffer_encode(5) -> TypeError
