import _codecs


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


TABLE = "abcdefgh\xe9\u20ac\ufffe"
small = _codecs.charmap_build("".join(map(chr, range(0x80))) + "\xc0" * 0x80)
for source in r"""_codecs.charmap_encode('ab', _codecs.charmap_build(TABLE))
_codecs.charmap_encode('abc\xc0', 'strict', small)
_codecs.charmap_encode('abc\xc1', 'strict', small)
_codecs.charmap_encode('abc\xc1', 'replace', small), _codecs.charmap_encode('a\u20acb', 'xmlcharrefreplace', small), _codecs.charmap_encode('a\u20ac', 'backslashreplace', small)
_codecs.charmap_encode('ab', 'strict', {97: 98, 98: b'xyz'}), _codecs.charmap_encode('ab', 'ignore', {97: None, 98: 1})
_codecs.charmap_encode('a', 'strict', {97: None})
_codecs.charmap_encode('a', 'strict', {97: 256})
_codecs.charmap_encode('a', 'strict', {97: 'text'})
_codecs.charmap_encode('\xe9'), _codecs.charmap_encode('')
_codecs.charmap_encode('\u20ac')
_codecs.charmap_encode('ab', 'replace', {97: 1})
_codecs.charmap_encode('ab', 'replace', {97: 1, 63: 65})
_codecs.charmap_encode('a', 'strict', 5)
_codecs.charmap_decode(b'\0\1\x08\x09', 'strict', TABLE), _codecs.charmap_decode(b'\xe9')
_codecs.charmap_decode(b'\x0a', 'strict', TABLE)
_codecs.charmap_decode(b'\x0b', 'strict', TABLE)
_codecs.charmap_decode(b'\0\x0b\1', 'replace', TABLE), _codecs.charmap_decode(b'\0\x0b\1', 'ignore', TABLE)
_codecs.charmap_decode(b'\0\1\2', 'strict', {0: 'xyz', 1: 0x20ac, 2: ''})
_codecs.charmap_decode(b'\0', 'strict', {0: None})
_codecs.charmap_decode(b'\0', 'strict', {0: 0x110000})
_codecs.charmap_decode(b'\0', 'strict', {0: b'x'})
_codecs.charmap_decode(b'\5', 'backslashreplace', {0: 'x'})
_codecs.charmap_build('ab')
_codecs.charmap_build(b'ab')""".splitlines():
    if "charmap_build('ab')" not in source:
        show(source)
    else:
        print(type(_codecs.charmap_build("ab")).__name__)

# expect: _codecs.charmap_encode('ab', _codecs.charmap_build(TABLE)) -> TypeError
# expect: _codecs.charmap_encode('abc\xc0', 'strict', small) -> (b'abc\xff', 4)
# expect: _codecs.charmap_encode('abc\xc1', 'strict', small) -> UnicodeEncodeError: 'charmap' codec can't encode character '\xc1' in position 3: character maps to <undefined>
# expect: _codecs.charmap_encode('abc\xc1', 'replace', small), _codecs.charmap_encode('a\u20acb', 'xmlcharrefreplace', small), _codecs.charmap_encode('a\u20ac', 'backslashreplace', small) -> ((b'abc?', 4), (b'a&#8364;b', 3), (b'a\\u20ac', 2))
# expect: _codecs.charmap_encode('ab', 'strict', {97: 98, 98: b'xyz'}), _codecs.charmap_encode('ab', 'ignore', {97: None, 98: 1}) -> ((b'bxyz', 2), (b'\x01', 2))
# expect: _codecs.charmap_encode('a', 'strict', {97: None}) -> UnicodeEncodeError: 'charmap' codec can't encode character '\x61' in position 0: character maps to <undefined>
# expect: _codecs.charmap_encode('a', 'strict', {97: 256}) -> TypeError
# expect: _codecs.charmap_encode('a', 'strict', {97: 'text'}) -> TypeError
# expect: _codecs.charmap_encode('\xe9'), _codecs.charmap_encode('') -> ((b'\xe9', 1), (b'', 0))
# expect: _codecs.charmap_encode('\u20ac') -> UnicodeEncodeError: 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# expect: _codecs.charmap_encode('ab', 'replace', {97: 1}) -> UnicodeEncodeError: 'charmap' codec can't encode character '\x62' in position 1: character maps to <undefined>
# expect: _codecs.charmap_encode('ab', 'replace', {97: 1, 63: 65}) -> (b'\x01A', 2)
# expect: _codecs.charmap_encode('a', 'strict', 5) -> TypeError
# expect: _codecs.charmap_decode(b'\0\1\x08\x09', 'strict', TABLE), _codecs.charmap_decode(b'\xe9') -> (('abé€', 4), ('é', 1))
# expect: _codecs.charmap_decode(b'\x0a', 'strict', TABLE) -> UnicodeDecodeError: 'charmap' codec can't decode byte 0x0a in position 0: character maps to <undefined>
# expect: _codecs.charmap_decode(b'\x0b', 'strict', TABLE) -> UnicodeDecodeError: 'charmap' codec can't decode byte 0x0b in position 0: character maps to <undefined>
# expect: _codecs.charmap_decode(b'\0\x0b\1', 'replace', TABLE), _codecs.charmap_decode(b'\0\x0b\1', 'ignore', TABLE) -> (('a�b', 3), ('ab', 3))
# expect: _codecs.charmap_decode(b'\0\1\2', 'strict', {0: 'xyz', 1: 0x20ac, 2: ''}) -> ('xyz€', 3)
# expect: _codecs.charmap_decode(b'\0', 'strict', {0: None}) -> UnicodeDecodeError: 'charmap' codec can't decode byte 0x00 in position 0: character maps to <undefined>
# expect: _codecs.charmap_decode(b'\0', 'strict', {0: 0x110000}) -> TypeError
# expect: _codecs.charmap_decode(b'\0', 'strict', {0: b'x'}) -> TypeError
# expect: _codecs.charmap_decode(b'\5', 'backslashreplace', {0: 'x'}) -> ('\\x05', 1)
# expect: dict
# expect: _codecs.charmap_build(b'ab') -> TypeError
