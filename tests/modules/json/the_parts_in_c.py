import _json
import json


def show(source):
    try:
        print(source, "->", ascii(eval(source)))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, ascii(str(error)))


for source in r"""_json.encode_basestring('a"b\\c/\n\t\x01\x7f\xe9\u20ac\U0001f600\ud800')
_json.encode_basestring_ascii('a"b\\c/\n\t\x01\x7f\xe9\u20ac\U0001f600\ud800')
_json.encode_basestring(''), _json.encode_basestring_ascii('')
_json.encode_basestring('\b\f\r\0')
_json.encode_basestring(b'bytes')
_json.encode_basestring_ascii(5)
_json.scanstring('text"', 0), _json.scanstring('x"text" and more', 2), _json.scanstring('"', 0)
_json.scanstring(r'\u20ac\n\"\\\/\b\f\r\t"', 0), _json.scanstring(r'\ud83d\ude00\ud83d"', 0), _json.scanstring(r'\ude00x"', 0)
_json.scanstring('a\nb"', 0, False)
_json.scanstring('a\nb"', 0)
_json.scanstring('open', 0)
_json.scanstring('a\\', 0)
_json.scanstring(r'a\x"', 0)
_json.scanstring(r'a\u12"', 0)
_json.scanstring(r'a\u12gz"', 0)
_json.scanstring('a"', 5)
_json.scanstring('a"', -1)
_json.scanstring(b'a"', 0)
_json.scanstring('a"', 'x')
_json.scanstring('a"')
json.decoder.scanstring is _json.scanstring, json.encoder.encode_basestring_ascii is _json.encode_basestring_ascii""".splitlines():
    show(source)

# expect: _json.encode_basestring('a"b\\c/\n\t\x01\x7f\xe9\u20ac\U0001f600\ud800') -> '"a\\"b\\\\c/\\n\\t\\u0001\x7f\xe9\u20ac\U0001f600\ud800"'
# expect: _json.encode_basestring_ascii('a"b\\c/\n\t\x01\x7f\xe9\u20ac\U0001f600\ud800') -> '"a\\"b\\\\c/\\n\\t\\u0001\\u007f\\u00e9\\u20ac\\ud83d\\ude00\\ud800"'
# expect: _json.encode_basestring(''), _json.encode_basestring_ascii('') -> ('""', '""')
# expect: _json.encode_basestring('\b\f\r\0') -> '"\\b\\f\\r\\u0000"'
# expect: _json.encode_basestring(b'bytes') -> TypeError
# expect: _json.encode_basestring_ascii(5) -> TypeError
# expect: _json.scanstring('text"', 0), _json.scanstring('x"text" and more', 2), _json.scanstring('"', 0) -> (('text', 5), ('text', 7), ('', 1))
# expect: _json.scanstring(r'\u20ac\n\"\\\/\b\f\r\t"', 0), _json.scanstring(r'\ud83d\ude00\ud83d"', 0), _json.scanstring(r'\ude00x"', 0) -> (('\u20ac\n"\\/\x08\x0c\r\t', 23), ('\U0001f600\ud83d', 19), ('\ude00x', 8))
# expect: _json.scanstring('a\nb"', 0, False) -> ('a\nb', 4)
# expect: _json.scanstring('a\nb"', 0) -> JSONDecodeError 'Invalid control character at: line 1 column 2 (char 1)'
# expect: _json.scanstring('open', 0) -> JSONDecodeError 'Unterminated string starting at: line 1 column 0 (char -1)'
# expect: _json.scanstring('a\\', 0) -> JSONDecodeError 'Unterminated string starting at: line 1 column 0 (char -1)'
# expect: _json.scanstring(r'a\x"', 0) -> JSONDecodeError 'Invalid \\escape: line 1 column 2 (char 1)'
# expect: _json.scanstring(r'a\u12"', 0) -> JSONDecodeError 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'
# expect: _json.scanstring(r'a\u12gz"', 0) -> JSONDecodeError 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'
# expect: _json.scanstring('a"', 5) -> ValueError 'end is out of bounds'
# expect: _json.scanstring('a"', -1) -> ValueError 'end is out of bounds'
# expect: _json.scanstring(b'a"', 0) -> TypeError
# expect: _json.scanstring('a"', 'x') -> TypeError
# expect: _json.scanstring('a"') -> TypeError
# expect: json.decoder.scanstring is _json.scanstring, json.encoder.encode_basestring_ascii is _json.encode_basestring_ascii -> (True, True)
