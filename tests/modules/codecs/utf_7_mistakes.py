# UTF-7 of every kind of piece in every order: what is decoded before and after a mistake, where mistakes lie, and the same in pieces.
import codecs
import itertools
import zlib

pieces = [b"+", b"-", b"a", b"IKw", b"2AE", b"2AHcAQ", b"A", b"x", b"\xff", b",", b"//", b"!"]
seen = []
for n in range(1, 4):
    for parts in itertools.product(pieces, repeat=n):
        raw = b"".join(parts)
        for errors in ("replace", "ignore"):
            seen.append(ascii(raw.decode("utf-7", errors)))
        try:
            seen.append(ascii(raw.decode("utf-7")))
        except UnicodeDecodeError as e:
            seen.append("%d %d %s" % (e.start, e.end, e.reason))
        decoder = codecs.getincrementaldecoder("utf-7")("replace")
        seen.append(ascii([decoder.decode(part) for part in parts] + [decoder.decode(b"", True)]))
print(len(seen), zlib.crc32("\n".join(seen).encode()))
for raw in (b"a+IKx", b"a+IKwgrB-b", b"a+2AE\xffb", b"a+2AE!b", b"a+///,+IKw-b", b"a+IKzYAQA-b"):
    print(raw, ascii(raw.decode("utf-7", "replace")))

# expect: 7536 265017630
# expect: b'a+IKx' 'a\u20ac\ufffd'
# expect: b'a+IKwgrB-b' 'a\u20ac\u20ac\ufffdb'
# expect: b'a+2AE\xffb' 'a\ufffdb'
# expect: b'a+2AE!b' 'a\ud801!b'
# expect: b'a+///,+IKw-b' 'a\uffff\ufffd\u20acb'
# expect: b'a+IKzYAQA-b' 'a\u20ac\ufffdb'
