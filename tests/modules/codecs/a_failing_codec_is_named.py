# min-version: 3.12
import codecs


class Unwilling(Exception):
    def __setattr__(self, name, value):
        raise KeyError(name)


def fail(error):
    def convert(data, errors="strict"):
        raise error
    return convert


def find(name):
    kinds = {"bad_value": ValueError("mine"), "bad_unwilling": Unwilling("mine")}
    return codecs.CodecInfo(fail(kinds[name]), fail(kinds[name]), name=name) if name in kinds else None


codecs.register(find)


def report(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", None), repr(error.__context__), repr(error.__cause__))


report("x".encode, "Bad_Value")
report(b"x".decode, "bad_value")  # the same exception: a second note
report(codecs.encode, "x", "bad-value")
report("x".encode, "bad_unwilling")
report("\u1234".encode, "cp1252")
report("\u1234".encode, "cp1252", "replace")
report(b"\x81".decode, "cp1252")
report("\u1234".encode, "ascii")
report(codecs.encode, "\u1234", "ascii")
report(codecs.decode, b"\xff")
report(codecs.encode, "\udc80")
report(codecs.encode, "x", "no_such_codec")
report(str, b"\xff", "shift_jis")
report(codecs.encode, "x", "Base64")
report(codecs.decode, b"xyz", "hex")

# expect: ValueError mine ["encoding with 'Bad_Value' codec failed"] None None
# expect: ValueError mine ["encoding with 'Bad_Value' codec failed", "decoding with 'bad_value' codec failed"] None None
# expect-before-3.15: ValueError mine ["encoding with 'Bad_Value' codec failed", "decoding with 'bad_value' codec failed", "encoding with 'bad-value' codec failed"] None None
# expect-since-3.15: LookupError unknown encoding: bad-value None None None
# expect: KeyError '__notes__' None Unwilling('mine') None
# expect: UnicodeEncodeError 'charmap' codec can't encode character '\u1234' in position 0: character maps to <undefined> ["encoding with 'cp1252' codec failed"] None None
# expect: b'?'
# expect: UnicodeDecodeError 'charmap' codec can't decode byte 0x81 in position 0: character maps to <undefined> ["decoding with 'cp1252' codec failed"] None None
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\u1234' in position 0: ordinal not in range(128) None None None
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\u1234' in position 0: ordinal not in range(128) ["encoding with 'ascii' codec failed"] None None
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte ["decoding with 'utf-8' codec failed"] None None
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udc80' in position 0: surrogates not allowed ["encoding with 'utf-8' codec failed"] None None
# expect: LookupError unknown encoding: no_such_codec None None None
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0xff in position 0: illegal multibyte sequence ["decoding with 'shift_jis' codec failed"] None None
# expect: TypeError expected bytes-like object, not str ["encoding with 'Base64' codec failed"] TypeError("memoryview: a bytes-like object is required, not 'str'") TypeError("memoryview: a bytes-like object is required, not 'str'")
# expect-before-3.15: Error Odd-length string ["decoding with 'hex' codec failed"] None None
# expect-since-3.15: Error Non-hexadecimal digit found ["decoding with 'hex' codec failed"] None None
