# The name of an encoding or of an error handler is refused if it has a null character, and never cut off there.
import codecs
import io
import pickle

E, H = "utf-8\0x", "ignore\0"
CALLS = r'''
b"a\xff".decode(E)
b"a\xff".decode("ascii", H)
b"".decode(errors=H)
bytearray(b"a").decode(E)
bytearray(b"a").decode("ascii", H)
bytes("a", E)
bytes("a", "ascii", H)
bytearray("a", E)
bytearray("a", "ascii", H)
str(b"a", E)
str(b"a", "ascii", H)
"a".encode(E)
"a".encode("ascii", H)
open("/dev/null", encoding=E)
open("/dev/null", errors=H)
io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors=H)
codecs.encode("a", E)
codecs.decode(b"a", "ascii", H)
codecs.lookup(E)
codecs.lookup_error(H)
codecs.register_error(H, print)
codecs.utf_8_decode(b"\xff", H)
codecs.charmap_encode("\u1234", H, {})
codecs.getincrementaldecoder("shift_jis")(H)
codecs.getincrementalencoder("shift_jis")(H)
codecs.getreader("shift_jis")(io.BytesIO(b""), H)
codecs.getwriter("shift_jis")(io.BytesIO(), H)
pickle.loads(b"\x80\x02U\x01\xff.", encoding=E)
pickle.loads(b"\x80\x02U\x01\xff.", encoding="ascii", errors=H)
'''
for line in CALLS.strip().splitlines():
    try:
        print(line, "->", eval(line))
    except ValueError as e:
        print(line, "->", e)

# expect: b"a\xff".decode(E) -> embedded null character
# expect: b"a\xff".decode("ascii", H) -> embedded null character
# expect: b"".decode(errors=H) -> embedded null character
# expect: bytearray(b"a").decode(E) -> embedded null character
# expect: bytearray(b"a").decode("ascii", H) -> embedded null character
# expect: bytes("a", E) -> embedded null character
# expect: bytes("a", "ascii", H) -> embedded null character
# expect: bytearray("a", E) -> embedded null character
# expect: bytearray("a", "ascii", H) -> embedded null character
# expect: str(b"a", E) -> embedded null character
# expect: str(b"a", "ascii", H) -> embedded null character
# expect: "a".encode(E) -> embedded null character
# expect: "a".encode("ascii", H) -> embedded null character
# expect: open("/dev/null", encoding=E) -> embedded null character
# expect: open("/dev/null", errors=H) -> embedded null character
# expect: io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors=H) -> embedded null character
# expect: codecs.encode("a", E) -> embedded null character
# expect: codecs.decode(b"a", "ascii", H) -> embedded null character
# expect: codecs.lookup(E) -> embedded null character
# expect: codecs.lookup_error(H) -> embedded null character
# expect: codecs.register_error(H, print) -> embedded null character
# expect: codecs.utf_8_decode(b"\xff", H) -> embedded null character
# expect: codecs.charmap_encode("\u1234", H, {}) -> embedded null character
# expect: codecs.getincrementaldecoder("shift_jis")(H) -> embedded null character
# expect: codecs.getincrementalencoder("shift_jis")(H) -> embedded null character
# expect: codecs.getreader("shift_jis")(io.BytesIO(b""), H) -> embedded null character
# expect: codecs.getwriter("shift_jis")(io.BytesIO(), H) -> embedded null character
# expect: pickle.loads(b"\x80\x02U\x01\xff.", encoding=E) -> embedded null character
# expect: pickle.loads(b"\x80\x02U\x01\xff.", encoding="ascii", errors=H) -> embedded null character
