# The states of incremental encoders and decoders of the East Asian encodings, and what errors leave of them.
import codecs
import io


def show(function, *arguments):
    try:
        print(ascii(function(*arguments)), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end=" ")


PIECES = {"hz": ["a", "\u4f60", "", "~", "\u4f60"], "iso2022_jp_2": ["\u3042", "\uac00", "\xe9", "a", "\u4f60", "\n"], "iso2022_kr": ["a", "\uac00", "\n", "\uac00"],
          "euc_jis_2004": ["\xe6", "\u0300", "\xe6", "x\xe6", "\ud800", "\u0300"], "iso2022_jp_3": ["\u304b", "\u309a", "\u304b", "a"], "big5hkscs": ["\xca", "\u0304", "\xea", "\xca", ""], "euc_jp": ["\u3042", "a"]}
for name, pieces in PIECES.items():
    encoder = codecs.getincrementalencoder(name)()
    show(encoder.getstate)
    for piece in pieces:
        show(encoder.encode, piece)
        show(encoder.getstate)
        copy = codecs.getincrementalencoder(name)()
        copy.setstate(encoder.getstate())
        show(copy.encode, "", True)
    show(encoder.encode, "", True)
    show(encoder.getstate)
    encoder.encode(pieces[0])
    encoder.reset()
    show(encoder.getstate)
    print()

DATA = {"hz": b"a~~~{Dc~}b~\nc", "iso2022_jp_2": b"\x1b$B$\"\x1b$(C0!\x1b.A\x1bNi\x1b(Ba\n", "iso2022_kr": b"\x1b$)Ca\x0e0!\nb\x0e0!\x0f", "iso2022_jp": b"\x1b&@\x1b$B$\"\x1bXa\x1b(J\\\x1b(B\\", "gb18030": b"a\x81\x30\x81\x30\x90\x30\x81\x30\xc4\xe3",
        "euc_kr": b"\xa4\xd4\xa4\xa8\xa4\xc9\xa4\xd4\xb0\xa1", "euc_jp": b"\x8f\xb0\xa1\x8e\xb1\xa4\xa2"}
for name, data in DATA.items():
    decoder = codecs.getincrementaldecoder(name)()
    show(decoder.getstate)
    for byte in data:
        show(decoder.decode, bytes([byte]))
        state = decoder.getstate()
        decoder = codecs.getincrementaldecoder(name)()
        decoder.setstate(state)
        show(decoder.getstate)
    decoder.reset()
    show(decoder.getstate)
    print()

decoder = codecs.getincrementaldecoder("euc_kr")()
for data, final in (b"\xb0", False), (b"", True), (b"", False), (b"a", False), (b"\xff\xff", False), (b"b\xb0", True), (b"\xa1", True), (b"", True):
    show(decoder.decode, data, final)
    show(decoder.getstate)
print()
decoder = codecs.getincrementaldecoder("iso2022_jp")()
for data in b"\x1b$B", b"$\"\x1b(Z", b"$\"":
    show(decoder.decode, data)
    show(decoder.getstate)
print()
for state in 5, ("", 0), (b"", ""), (b"x" * 9, 0), (b"", -1), (b"", 1 << 64), (b"",), (b"\x1b", 0x4242):
    show(decoder.setstate, state)
show(decoder.decode, b"$\x1b(Bx")
print()
# States that no object gives: no crash, whatever they are.
encoder = codecs.getincrementalencoder("iso2022_jp")()
for state in "x", None, -1, 1 << 200, 9, 0x80ff02, 0:
    show(encoder.setstate, state)
show(encoder.encode, "a\u3042")
encoder.setstate(0x6162630003)
show(encoder.encode, "a")
print()
# NUL behind a character that may begin a pair (CPython before 3.13.1 lost it).
print(len("\u30c4\0".encode("euc_jis_2004")) - len("\u30c4".encode("euc_jis_2004")) in (0, 1))

reader = codecs.getreader("euc_jp")(io.BytesIO("\u3042\u3044\n\u3046\nabc".encode("euc_jp") + b"\xa4"))
for call in (reader.read, 1), (reader.read, 0), (reader.read, 3), (reader.readline, 2), (reader.readline,), (reader.readlines, 2), (reader.readline, None), (reader.read,), (reader.read,), (reader.reset,):
    show(*call)
print()
stream = io.BytesIO()
writer = codecs.getwriter("euc_jis_2004")(stream)
writer.write("\xe6")
print(stream.getvalue())
writer.reset()
writer.writelines(["\u3042", "\xe6", "\u0300"])
writer.reset()
print(stream.getvalue())

# expect: 0 b'a' 0 b'' b'~{Dc' 256 b'~}' b'' 256 b'~}' b'~}~~' 0 b'' b'~{Dc' 256 b'~}' b'~}' 0 0 
# expect: 4342272 b'\x1b$B$"' 4375040 b'\x1b(B' b'\x1b$(C0!' 4375296 b'\x1b(B' b'\x1b$(D+1' 4375552 b'\x1b(B' b'\x1b(Ba' 4342272 b'' b'\x1b$(D0_' 4375552 b'\x1b(B' b'\x1b(B\n' 4342272 b'' b'' 4342272 4342272 
# expect: 4342272 b'a' 4342272 b'' b'\x1b$)C\x0e0!' 1099524424192 b'\x0f' b'\x0f\n' 12796416 b'' b'\x0e0!' 1099524424192 b'\x0f' b'\x0f' 12796416 12796416 
# expect: 0 b'' 10928898 b'\xa9\xdc' b'\xab\xc4' 0 b'' b'' 10928898 b'\xa9\xdc' b'\xa9\xdcx' 10928898 b'\xa9\xdc' UnicodeEncodeError 'euc_jis_2004' codec can't encode character '\ud800' in position 1: illegal multibyte sequence 10928898 b'\xa9\xdc' b'\xab\xc4' 0 b'' b'' 0 0 
# expect: 4342272 b'' 72853575820035 b'\x1b$B$+\x1b(B' b'\x1b$(O$w' 4378368 b'\x1b(B' b'' 73459166208771 b'\x1b$B$+\x1b(B' b'\x1b$B$+\x1b(Ba' 4342272 b'' b'' 4342272 4342272 
# expect: 0 b'' 9093890 b'\x88f' b'\x88b' 0 b'' b'' 11191042 b'\x88\xa7' b'\x88\xa7' 9093890 b'\x88f' b'' 9093890 b'\x88f' b'\x88f' 0 0 
# expect: 0 b'\xa4\xa2' 0 b'' b'a' 0 b'' b'' 0 0 
# expect: (b'', 0) 'a' (b'', 0) '' (b'~', 0) '~' (b'', 0) '' (b'~', 0) '' (b'', 1) '' (b'D', 1) '\u4f60' (b'', 1) '' (b'~', 1) '' (b'', 0) 'b' (b'', 0) '' (b'~', 0) '' (b'', 0) 'c' (b'', 0) (b'', 0) 
# expect: (b'', 4342338) '' (b'\x1b', 4342338) '' (b'\x1b$', 4342338) '' (b'', 4342466) '' (b'$', 4342466) '\u3042' (b'', 4342466) '' (b'\x1b', 4342466) '' (b'\x1b$', 4342466) '' (b'\x1b$(', 4342466) '' (b'', 4342467) '' (b'0', 4342467) '\uac00' (b'', 4342467) '' (b'\x1b', 4342467) '' (b'\x1b.', 4342467) '' (b'', 4276931) '' (b'\x1b', 4276931) '' (b'\x1bN', 4276931) '\xe9' (b'', 4276931) '' (b'\x1b', 4276931) '' (b'\x1b(', 4276931) '' (b'', 4276802) 'a' (b'', 4276802) '\n' (b'', 4276802) (b'', 4276802) 
# expect: (b'', 4342338) '' (b'\x1b', 4342338) '' (b'\x1b$', 4342338) '' (b'\x1b$)', 4342338) '' (b'', 4375362) 'a' (b'', 4375362) '' (b'', 4299342658) '' (b'0', 4299342658) '\uac00' (b'', 4299342658) '\n' (b'', 4375362) 'b' (b'', 4375362) '' (b'', 4299342658) '' (b'0', 4299342658) '\uac00' (b'', 4299342658) '' (b'', 4375362) (b'', 4375362) 
# expect: (b'', 4342338) '' (b'\x1b', 4342338) '' (b'\x1b&', 4342338) '' (b'\x1b&@', 4342338) '' (b'\x1b&@\x1b', 4342338) '' (b'\x1b&@\x1b$', 4342338) '' (b'', 4342466) '' (b'$', 4342466) '\u3042' (b'', 4342466) '' (b'\x1b', 4342466) '\x1bX' (b'', 4342466) '' (b'a', 4342466) UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-1: illegal multibyte sequence (b'', 4342466) '' (b'(', 4342466) UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-1: illegal multibyte sequence (b'', 4342466) '' (b'\\', 4342466) UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-1: illegal multibyte sequence (b'', 4342466) '' (b'(', 4342466) UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-1: illegal multibyte sequence (b'', 4342466) '' (b'\\', 4342466) (b'', 4342338) 
# expect: (b'', 0) 'a' (b'', 0) '' (b'\x81', 0) '' (b'\x810', 0) '' (b'\x810\x81', 0) '\x80' (b'', 0) '' (b'\x90', 0) '' (b'\x900', 0) '' (b'\x900\x81', 0) '\U00010000' (b'', 0) '' (b'\xc4', 0) '\u4f60' (b'', 0) (b'', 0) 
# expect: (b'', 0) '' (b'\xa4', 0) '' (b'\xa4\xd4', 0) '' (b'\xa4\xd4\xa4', 0) '' (b'\xa4\xd4\xa4\xa8', 0) '' (b'\xa4\xd4\xa4\xa8\xa4', 0) '' (b'\xa4\xd4\xa4\xa8\xa4\xc9', 0) '' (b'\xa4\xd4\xa4\xa8\xa4\xc9\xa4', 0) '\ub648' (b'', 0) '' (b'\xb0', 0) '\uac00' (b'', 0) (b'', 0) 
# expect: (b'', 0) '' (b'\x8f', 0) '' (b'\x8f\xb0', 0) '\u4e02' (b'', 0) '' (b'\x8e', 0) '\uff71' (b'', 0) '' (b'\xa4', 0) '\u3042' (b'', 0) (b'', 0) 
# expect: '' (b'\xb0', 0) UnicodeDecodeError 'euc_kr' codec can't decode byte 0xb0 in position 0: incomplete multibyte sequence (b'\xb0', 0) '' (b'\xb0', 0) UnicodeDecodeError 'euc_kr' codec can't decode byte 0xb0 in position 0: illegal multibyte sequence (b'', 0) UnicodeDecodeError 'euc_kr' codec can't decode byte 0xff in position 0: illegal multibyte sequence (b'', 0) UnicodeDecodeError 'euc_kr' codec can't decode byte 0xb0 in position 1: incomplete multibyte sequence (b'', 0) UnicodeDecodeError 'euc_kr' codec can't decode byte 0xa1 in position 0: incomplete multibyte sequence (b'', 0) '' (b'', 0) 
# expect: '' (b'', 4342466) UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 2-4: illegal multibyte sequence (b'', 4342466) '\u3042' (b'', 4342466) 
# expect: TypeError setstate() argument must be tuple, not int TypeError setstate(): illegal state argument TypeError setstate(): illegal state argument UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-8: pending buffer too large OverflowError can't convert negative int to unsigned OverflowError int too big to convert TypeError setstate(): illegal state argument None UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-4: illegal multibyte sequence 
# expect: TypeError setstate() argument must be int, not str TypeError setstate() argument must be int, not None OverflowError can't convert negative int to unsigned OverflowError int too big to convert UnicodeError pending buffer too large UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte None b'\x1b(Ba\x1b$B$"' b'\x1b(B\x00cba' 
# expect: True
# expect: '\u3042' '' '\u3044\n' '\u3046' '\n' ['ab'] UnicodeDecodeError 'euc_jp' codec can't decode byte 0xa4 in position 1: incomplete multibyte sequence '' '' None 
# expect: b''
# expect: b'\xa9\xdc\xa4\xa2\xab\xc4'
