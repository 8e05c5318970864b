# States of decoders that name no character set: an error of one byte. CPython before 3.15 crashes, so it runs only the first line.
import codecs
import sys

RIGHT = [("UnicodeDecodeError", 0, 1), "\ufffd"]


def outcomes():
    decoder = codecs.getincrementaldecoder("iso2022_jp")()
    decoder.setstate((b"", 0xff))
    try:
        yield decoder.decode(b"!", True)
    except UnicodeDecodeError as error:
        yield type(error).__name__, error.start, error.end
    decoder = codecs.getincrementaldecoder("iso2022_kr")("replace")
    decoder.setstate((b"", 0xff))
    yield decoder.decode(b"!", True)


crashes = sys.implementation.name == "cpython" and sys.version_info < (3, 15)
print(crashes or list(outcomes()) == RIGHT)
for name in ("iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz") * (not crashes):
    for state in 0xff, 0xffffffffffffffff, 0x8182838485868788, 0x0102030405:
        decoder = codecs.getincrementaldecoder(name)("replace")
        decoder.setstate((b"", state))
        try:
            decoder.decode(b"!\x0e!!\x1bN!\n!", True)
        except RuntimeError:
            pass

# expect: True
