# The functions of _codecs, with each byte order: 0 is the machine's, with a mark in front.
import _codecs
import sys

text = "aß\U0001f600"
for encode, decode in ((_codecs.utf_16_encode, _codecs.utf_16_decode), (_codecs.utf_32_encode, _codecs.utf_32_decode)):
    for order in (-1, 0, 1):
        encoded, read = encode(text, "strict", order)
        print(order, encoded, read)
    data, read = encode(text)
    print(decode(data), sys.byteorder == "little")
    print(encode("\ud800", "replace", -1), encode("\ud800", "surrogatepass", 1))
    for wrong in ((b"x",), ("\ud800",), ("x", "no such handler\ud800"), ("\ud800", "nohandler")):
        try:
            print(encode(*wrong))
        except (TypeError, UnicodeError, LookupError) as error:
            print(type(error).__name__, error)

# expect: -1 b'a\x00\xdf\x00=\xd8\x00\xde' 3
# expect: 0 b'\xff\xfea\x00\xdf\x00=\xd8\x00\xde' 3
# expect: 1 b'\x00a\x00\xdf\xd8=\xde\x00' 3
# expect: ('aß😀', 10) True
# expect: (b'?\x00', 1) (b'\xd8\x00', 1)
# expect: TypeError utf_16_encode() argument 1 must be str, not bytes
# expect: UnicodeEncodeError 'utf-16' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 15: surrogates not allowed
# expect: LookupError unknown error handler name 'nohandler'
# expect: -1 b'a\x00\x00\x00\xdf\x00\x00\x00\x00\xf6\x01\x00' 3
# expect: 0 b'\xff\xfe\x00\x00a\x00\x00\x00\xdf\x00\x00\x00\x00\xf6\x01\x00' 3
# expect: 1 b'\x00\x00\x00a\x00\x00\x00\xdf\x00\x01\xf6\x00' 3
# expect: ('aß😀', 16) True
# expect: (b'?\x00\x00\x00', 1) (b'\x00\x00\xd8\x00', 1)
# expect: TypeError utf_32_encode() argument 1 must be str, not bytes
# expect: UnicodeEncodeError 'utf-32' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 15: surrogates not allowed
# expect: LookupError unknown error handler name 'nohandler'
