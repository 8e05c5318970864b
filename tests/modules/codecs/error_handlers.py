import _codecs
import codecs


def show(call):
    try:
        print(repr(call()))
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except Exception as error:
        print(type(error).__name__, error)


def question(error):
    seen.append((type(error).__name__, error.encoding, error.start, error.end, error.reason))
    return "<?>", error.end


seen = []
codecs.register_error("test.question", question)
print(codecs.lookup_error("test.question") is question, _codecs.lookup_error("test.question") is question)
show(lambda: "a\u20acb\xff".encode("ascii", "test.question"))
show(lambda: b"a\xff\xfeb".decode("ascii", "test.question"))
show(lambda: b"a\xe2\x82b".decode("utf-8", "test.question"))
print(*seen, sep="\n")

# Answers of all kinds: bytes, positions from the end and out of range, and no answers at all.
answers = {"bytes": lambda e: (b"\x00\xff", e.end), "back": lambda e: ("!", -1), "far": lambda e: ("!", 1000), "before": lambda e: ("!", -1000), "none": lambda e: None,
           "text": lambda e: "text", "short": lambda e: ("!",), "number": lambda e: (5, e.end), "position": lambda e: ("!", "x"), "foreign": lambda e: ("\u20ac", e.end)}
for name, answer in answers.items():
    codecs.register_error("test." + name, answer)
    print(name, end=" ")
    show(lambda: "ab\u20acc".encode("ascii", "test." + name))
    show(lambda: b"ab\xffc".decode("ascii", "test." + name))


def raising(error):
    raise KeyError(error.object[error.start])


codecs.register_error("test.raising", raising)
show(lambda: "x\u20ac".encode("ascii", "test.raising"))

# The handlers that there are, called directly.
encode, decode = UnicodeEncodeError("ascii", "a\u20ac\U0001f600\udcff", 1, 4, "why"), UnicodeDecodeError("utf-8", b"a\xff\xfe", 1, 3, "why")
translate = UnicodeTranslateError("a\u20ac", 1, 2, "why")
for name in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"):
    handler = codecs.lookup_error(name)
    print(name)
    for error in (encode, decode, translate, ValueError("another"), 5):
        print("   ", end=" ")
        show(lambda: handler(error))

for name in ("test.nothing", "a\0b"):
    show(lambda: codecs.lookup_error(name))
show(lambda: codecs.register_error("test.x", 5))
show(lambda: codecs.register_error(5, question))
show(lambda: "\u20ac".encode("ascii", "test.nothing"))
show(lambda: "x".encode("ascii", "test.nothing"))

# expect: True True
# expect: b'a<?>b<?>'
# expect: 'a<?><?>b'
# expect: 'a<?>b'
# expect: ('UnicodeEncodeError', 'ascii', 1, 2, 'ordinal not in range(128)')
# expect: ('UnicodeEncodeError', 'ascii', 3, 4, 'ordinal not in range(128)')
# expect: ('UnicodeDecodeError', 'ascii', 1, 2, 'ordinal not in range(128)')
# expect: ('UnicodeDecodeError', 'ascii', 2, 3, 'ordinal not in range(128)')
# expect: ('UnicodeDecodeError', 'utf-8', 1, 3, 'invalid continuation byte')
# expect: bytes b'ab\x00\xffc'
# expect: TypeError
# expect: back b'ab!c'
# expect: 'ab!c'
# expect: far IndexError position 1000 from error handler out of bounds
# expect: IndexError position 1000 from error handler out of bounds
# expect: before IndexError position -996 from error handler out of bounds
# expect: IndexError position -996 from error handler out of bounds
# expect: none TypeError
# expect: TypeError
# expect: text TypeError
# expect: TypeError
# expect: short TypeError
# expect: TypeError
# expect: number TypeError
# expect: TypeError
# expect: position TypeError
# expect: TypeError
# expect: foreign UnicodeEncodeError 'ascii' codec can't encode character '\u20ac' in position 2: ordinal not in range(128)
# expect: 'ab€c'
# expect: KeyError '€'
# expect: strict
# expect:     UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: why
# expect:     UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: why
# expect:     UnicodeTranslateError can't translate character '\u20ac' in position 1: why
# expect:     ValueError another
# expect:     TypeError
# expect: ignore
# expect:     ('', 4)
# expect:     ('', 3)
# expect:     ('', 2)
# expect:     TypeError
# expect:     TypeError
# expect: replace
# expect:     ('???', 4)
# expect:     ('�', 3)
# expect:     ('�', 2)
# expect:     TypeError
# expect:     TypeError
# expect: xmlcharrefreplace
# expect:     ('&#8364;&#128512;&#56575;', 4)
# expect:     TypeError
# expect:     TypeError
# expect:     TypeError
# expect:     TypeError
# expect: backslashreplace
# expect:     ('\\u20ac\\U0001f600\\udcff', 4)
# expect:     ('\\xff\\xfe', 3)
# expect:     ('\\u20ac', 2)
# expect:     TypeError
# expect:     TypeError
# expect: namereplace
# expect:     ('\\N{EURO SIGN}\\N{GRINNING FACE}\\udcff', 4)
# expect:     TypeError
# expect:     TypeError
# expect:     TypeError
# expect:     TypeError
# expect: surrogatepass
# expect:     UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: why
# expect:     UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: why
# expect:     TypeError
# expect:     TypeError
# expect:     TypeError
# expect: surrogateescape
# expect:     UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: why
# expect:     ('\udcff\udcfe', 3)
# expect:     TypeError
# expect:     TypeError
# expect:     TypeError
# expect: LookupError unknown error handler name 'test.nothing'
# expect: ValueError embedded null character
# expect: TypeError
# expect: TypeError
# expect: LookupError unknown error handler name 'test.nothing'
# expect: b'x'
