# The state of an incremental ISO-2022 decoder: what was wrong in the input is no part of it, and what setstate() gets may be anything.
import codecs

NAMES = "iso2022_jp", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_2004", "iso2022_kr"
for name in NAMES:
    decoder = codecs.getincrementaldecoder(name)("backslashreplace")
    for byte in bytes.fromhex("61 1b24422422 1b2842 62"):
        decoder.decode(bytes([byte]))
        decoder.setstate(decoder.getstate())
    decoder = codecs.getincrementaldecoder(name)("backslashreplace")
    for byte in bytes.fromhex("1b0000801b2842"):  # an escape that is none
        decoder.decode(bytes([byte]))
        decoder.setstate(decoder.getstate())
    print(name, ascii(decoder.decode(b"abc\n", True)))

text = "\u3042a\u30a2b"
for name in NAMES[:-1]:
    decoder = codecs.getincrementaldecoder(name)()
    out = ""
    for byte in text.encode(name):
        out += decoder.decode(bytes([byte]))
        state = decoder.getstate()
        decoder = codecs.getincrementaldecoder(name)()
        decoder.setstate(state)
    print(name, out == text)

decoder = codecs.getincrementaldecoder("iso2022_jp")()
decoder.setstate((b"", 27))
print(ascii(decoder.decode(b"\x1b(B")))
for state in (b"", -1), (b"", 1 << 70), (b"x" * 9, 0), (b"",), ("", 0), (b"", "0"), None:
    try:
        decoder.setstate(state)
        print("accepted")
    except Exception as e:
        print("UnicodeError" if isinstance(e, UnicodeError) else type(e).__name__)

# expect: iso2022_jp 'abc\n'
# expect: iso2022_jp_2 'abc\n'
# expect: iso2022_jp_3 'abc\n'
# expect: iso2022_jp_2004 'abc\n'
# expect: iso2022_kr 'abc\n'
# expect: iso2022_jp True
# expect: iso2022_jp_2 True
# expect: iso2022_jp_3 True
# expect: iso2022_jp_2004 True
# expect: ''
# expect: OverflowError
# expect: OverflowError
# expect: UnicodeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
