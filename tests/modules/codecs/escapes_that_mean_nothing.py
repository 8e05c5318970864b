# The decoders of escapes warn once about the first escape that means nothing. The words are others since 3.14.
import codecs
import sys
import warnings

NEW = sys.version_info >= (3, 14)
for function in codecs.escape_decode, codecs.unicode_escape_decode:
    for data in rb"a\z", rb"\501", rb"\377", rb"\q\501\z", rb"\8", b"\\\xe9", rb"\u1\z", rb"\n\\":
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = function(data, "ignore")
        print(function.__name__, ascii(result), [w.category.__name__ for w in caught], [("invalid octal" in str(w.message), "future" in str(w.message) or not NEW) for w in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            print(function(rb"\z"))
        except DeprecationWarning as warning:
            print("an error:", r"\z" in str(warning))

# What a handler puts in place of the input does not count: the length is that of the whole input.
def mutating(error):
    error.object = b"\\" + error.object[error.end:]
    return "?", 0


codecs.register_error("test.mutating", mutating)
print(codecs.unicode_escape_decode(rb"\x0n", "test.mutating"), codecs.unicode_escape_decode(rb"ab\x0", "strict", False))

# surrogatepass needs the whole name of the encoding.
handler = codecs.lookup_error("surrogatepass")
for name in "utf-8", "utf-16-le", "utf-16-", "utf-16_", "utf-32-", "utf-8-", "utf-16 ", "":
    try:
        print(name, handler(UnicodeEncodeError(name, "\ud800", 0, 1, "test")))
    except UnicodeEncodeError:
        print(name, "raised")

# expect: escape_decode (b'a\\z', 3) ['DeprecationWarning'] [(False, True)]
# expect: escape_decode (b'A', 4) ['DeprecationWarning'] [(True, True)]
# expect: escape_decode (b'\xff', 4) [] []
# expect: escape_decode (b'\\qA\\z', 8) ['DeprecationWarning'] [(False, True)]
# expect: escape_decode (b'\\8', 2) ['DeprecationWarning'] [(False, True)]
# expect: escape_decode (b'\\\xe9', 2) ['DeprecationWarning'] [(False, True)]
# expect: escape_decode (b'\\u1\\z', 5) ['DeprecationWarning'] [(False, True)]
# expect: escape_decode (b'\n\\', 4) [] []
# expect: an error: True
# expect: unicode_escape_decode ('a\\z', 3) ['DeprecationWarning'] [(False, True)]
# expect: unicode_escape_decode ('\u0141', 4) ['DeprecationWarning'] [(True, True)]
# expect: unicode_escape_decode ('\xff', 4) [] []
# expect: unicode_escape_decode ('\\q\u0141\\z', 8) ['DeprecationWarning'] [(False, True)]
# expect: unicode_escape_decode ('\\8', 2) ['DeprecationWarning'] [(False, True)]
# expect: unicode_escape_decode ('\\\xe9', 2) ['DeprecationWarning'] [(False, True)]
# expect: unicode_escape_decode ('\\z', 5) ['DeprecationWarning'] [(False, True)]
# expect: unicode_escape_decode ('\n\\', 4) [] []
# expect: an error: True
# expect: ('?\n', 4) ('ab', 2)
# expect: utf-8 (b'\xed\xa0\x80', 1)
# expect: utf-16-le (b'\x00\xd8', 1)
# expect: utf-16- raised
# expect: utf-16_ raised
# expect: utf-32- raised
# expect: utf-8- raised
# expect: utf-16  raised
# expect:  raised
