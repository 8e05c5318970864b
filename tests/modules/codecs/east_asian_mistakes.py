# What the East Asian encodings say about wrong input, wrong arguments and wrong error handlers.
import _codecs_iso2022
import _codecs_jp
import codecs
import io


def show(function, *arguments, **keywords):
    try:
        print(ascii(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


codec = _codecs_jp.getcodec("euc_jp")
show(codec.encode, 5)
show(codec.encode, b"x")
show(codec.decode, "x")
show(codec.encode, "x", None)
show(codec.encode, "x", 5)
show(codec.decode, b"x", 5)
show(codec.encode, "\u1234", "unknown handler")
show(_codecs_iso2022.getcodec, "euc_jp")
for name in "gb2312", "gb18030", "hz", "big5hkscs", "euc_jisx0213", "shift_jis", "shift_jisx0213", "cp932", "euc_kr", "johab", "iso2022_jp", "iso2022_kr":
    for data in b"a\xff", b"a\xffb", b"\x81", b"\xeb", b"\x8f\xa1", b"\x8e\xe0", b"\x81\x30\x81", b"\x81\x30\x81a", b"~", b"~x", b"\xa4\xd4\xa4", b"\xa4\xd4aaaaaa", b"\xaf\xfe", b"\x87\x9f", \
            b"\x1b", b"\x1b$", b"\x1b$X", b"\x1b$(X", b"\x1b(ABC", b"\x1b.A", b"\x1b$Baaab", b"\x1b$B!", b"\x1bN!", b"\x1b&@\x1b$B!!", b"\x1b&@\x1b$C", b"\x1b$((((((((((((((((":
        show(data.decode, name)
    for text in "\ud800", "a\u1234b", "\U00012345", "\U0001f600", "\x80":
        show(text.encode, name)

answers = {"five": (5, 5), "huge": ("", 1 << 70), "far": ("", 99), "behind": ("", -99), "unencodable": ("\u1234", 2), "octets": (b"zz", -1), "one": ("x",), "list": ["x", 2], "str": ("\u3042", 2)}
for name, answer in answers.items():
    codecs.register_error("test." + name, lambda error, answer=answer: answer)
    show("a\u1234b\u3042".encode, "euc_kr", "test." + name)
    show(b"a\xffz\xb0\xa1".decode, "euc_kr", "test." + name)

for make in codecs.getincrementalencoder("iso2022_jp"), codecs.getincrementaldecoder("iso2022_jp"):
    show(make, None)
    show(make, 5)
    show(make, "x", 3)
    show(lambda: make(errors="later").errors)
    show(setattr, make(), "errors", 5)
    show(delattr, make(), "errors")
for make in codecs.getreader("iso2022_jp"), codecs.getwriter("iso2022_jp"):
    show(make)
    show(make, io.BytesIO(), None)
    show(setattr, make(io.BytesIO()), "errors", 5)
stream = io.BytesIO()
writer = codecs.getwriter("iso2022_jp")(stream)
show(writer.writelines, 5)
show(writer.writelines, iter(["a"]))
show(writer.writelines, {})
show(writer.writelines, "\u3042a")
show(writer.write, 5)
print(stream.getvalue(), writer.stream is stream)


class Texts:
    def read(self, size=-1):
        return "text"


show(codecs.getreader("euc_jp")(Texts()).read)
for size in "x", 1.5, 1 << 70:
    show(codecs.getreader("euc_jp")(io.BytesIO()).read, size)

# expect: (b'5', 1)
# expect: (b"b'x'", 4)
# expect: TypeError a bytes-like object is required, not 'str'
# expect: (b'x', 1)
# expect: TypeError encode() argument 'errors' must be str or None, not int
# expect: TypeError decode() argument 'errors' must be str or None, not int
# expect: LookupError unknown error handler name 'unknown handler'
# expect: LookupError no such codec is supported.
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0xff in position 1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0x8f in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0xa4 in position 2: incomplete multibyte sequence
# expect: '\u3074aaaaaa'
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0xaf in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb2312' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'gb2312' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'gb2312' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'gb2312' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'gb2312' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'gb2312' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb18030' codec can't decode byte 0xff in position 1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'gb18030' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'gb18030' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'gb18030' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: '\u5f59'
# expect: '\u5e8e'
# expect: UnicodeDecodeError 'gb18030' codec can't decode bytes in position 0-2: incomplete multibyte sequence
# expect: UnicodeDecodeError 'gb18030' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'gb18030' codec can't decode byte 0xa4 in position 2: incomplete multibyte sequence
# expect: '\u3074aaaaaa'
# expect: '\ue233'
# expect: '\u5690'
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'gb18030' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: b'a\x813\xbc4b'
# expect: b'\x907\x959'
# expect: b'\x949\xfc6'
# expect: b'\x810\x810'
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0xeb in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x8f in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x7e in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x7e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0xaf in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'hz' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'hz' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'hz' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'hz' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'hz' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'hz' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0xff in position 1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: '\U00028625'
# expect: '\u811a'
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0xa4 in position 2: incomplete multibyte sequence
# expect: '\u592daaaaaa'
# expect: '\u8343'
# expect: UnicodeDecodeError 'big5hkscs' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'big5hkscs' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'big5hkscs' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'big5hkscs' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'big5hkscs' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'big5hkscs' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0xff in position 1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode bytes in position 0-1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0xa4 in position 2: incomplete multibyte sequence
# expect: '\u3074aaaaaa'
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode bytes in position 0-1: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_jisx0213' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'euc_jisx0213' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_jisx0213' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_jisx0213' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_jisx0213' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_jisx0213' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0xeb in position 0: illegal multibyte sequence
# expect: '\u5347'
# expect: '\u932b'
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: '\uff64\uff94\uff64'
# expect: '\uff64\uff94aaaaaa'
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0xfe in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jis' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'shift_jis' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jis' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jis' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jis' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jis' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: '\u5347'
# expect: '\u932b'
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '\u203e'
# expect: '\u203ex'
# expect: '\uff64\uff94\uff64'
# expect: '\uff64\uff94aaaaaa'
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode byte 0xfe in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'shift_jisx0213' codec can't decode bytes in position 0-1: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'shift_jisx0213' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jisx0213' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jisx0213' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jisx0213' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'shift_jisx0213' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: 'a\uf8f3'
# expect: 'a\uf8f3b'
# expect: UnicodeDecodeError 'cp932' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'cp932' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: '\u5347'
# expect: '\u932b'
# expect: UnicodeDecodeError 'cp932' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'cp932' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: '\uff64\uff94\uff64'
# expect: '\uff64\uff94aaaaaa'
# expect: '\uff6f\uf8f2'
# expect: UnicodeDecodeError 'cp932' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'cp932' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'cp932' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'cp932' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'cp932' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: b'\x80'
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0xff in position 1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0x8f in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'euc_kr' codec can't decode bytes in position 0-2: incomplete multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0xaf in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'euc_kr' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'euc_kr' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_kr' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_kr' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_kr' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'euc_kr' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0xff in position 1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0xeb in position 0: incomplete multibyte sequence
# expect: '\ub07c'
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0xa4 in position 2: incomplete multibyte sequence
# expect: '\ubc7aaaaaaa'
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0xaf in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'johab' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: '\x1b'
# expect: '\x1b$'
# expect: '\x1b$X'
# expect: '\x1b$(X'
# expect: '\x1b(ABC'
# expect: '\x1b.A'
# expect: '\x1b$Baaab'
# expect: '\x1b$B!'
# expect: '\x1bN!'
# expect: '\x1b&@\x1b$B!!'
# expect: '\x1b&@\x1b$C'
# expect: '\x1b$(((((((((((((((('
# expect: UnicodeEncodeError 'johab' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'johab' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'johab' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'johab' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'johab' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0xeb in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x8f in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0xaf in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x1b in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-3: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: '\u7601\u75f0'
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x21 in position 3: incomplete multibyte sequence
# expect: '\x1bN!'
# expect: '\u3000'
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode bytes in position 0-5: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_jp' codec can't decode byte 0x1b in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_jp' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_jp' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_jp' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_jp' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_jp' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0xeb in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x8f in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x8e in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x81 in position 0: illegal multibyte sequence
# expect: '~'
# expect: '~x'
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0xa4 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0xaf in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x87 in position 0: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x1b in position 0: incomplete multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-1: incomplete multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-3: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: '\x1bN!'
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode bytes in position 0-2: illegal multibyte sequence
# expect: UnicodeDecodeError 'iso2022_kr' codec can't decode byte 0x1b in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_kr' codec can't encode character '\ud800' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_kr' codec can't encode character '\u1234' in position 1: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_kr' codec can't encode character '\U00012345' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_kr' codec can't encode character '\U0001f600' in position 0: illegal multibyte sequence
# expect: UnicodeEncodeError 'iso2022_kr' codec can't encode character '\x80' in position 0: illegal multibyte sequence
# expect: TypeError encoding error handler must return (str, int) tuple
# expect: TypeError decoding error handler must return (str, int) tuple
# expect: IndexError position -1 from error handler out of bounds
# expect: IndexError position -1 from error handler out of bounds
# expect: IndexError position 99 from error handler out of bounds
# expect: IndexError position 99 from error handler out of bounds
# expect: IndexError position -95 from error handler out of bounds
# expect: IndexError position -94 from error handler out of bounds
# expect: UnicodeEncodeError 'euc_kr' codec can't encode character '\u1234' in position 0: illegal multibyte sequence
# expect: 'a\u1234z\uac00'
# expect: b'azz\xaa\xa2'
# expect: TypeError decoding error handler must return (str, int) tuple
# expect: TypeError encoding error handler must return (str, int) tuple
# expect: TypeError decoding error handler must return (str, int) tuple
# expect: TypeError encoding error handler must return (str, int) tuple
# expect: TypeError decoding error handler must return (str, int) tuple
# expect: b'a\xaa\xa2b\xaa\xa2'
# expect: 'a\u3042z\uac00'
# expect: TypeError IncrementalEncoder() argument 1 must be str, not None
# expect: TypeError IncrementalEncoder() argument 1 must be str, not int
# expect: TypeError IncrementalEncoder() takes at most 1 argument (2 given)
# expect: 'later'
# expect: TypeError errors must be a string
# expect: AttributeError cannot delete attribute
# expect: TypeError IncrementalDecoder() argument 1 must be str, not None
# expect: TypeError IncrementalDecoder() argument 1 must be str, not int
# expect: TypeError IncrementalDecoder() takes at most 1 argument (2 given)
# expect: 'later'
# expect: TypeError errors must be a string
# expect: AttributeError cannot delete attribute
# expect: TypeError StreamReader() missing required argument 'stream' (pos 1)
# expect: TypeError StreamReader() argument 2 must be str, not None
# expect: TypeError errors must be a string
# expect: TypeError StreamWriter() missing required argument 'stream' (pos 1)
# expect: TypeError StreamWriter() argument 2 must be str, not None
# expect: TypeError errors must be a string
# expect: TypeError arg must be a sequence object
# expect: TypeError arg must be a sequence object
# expect: TypeError arg must be a sequence object
# expect: None
# expect: None
# expect: b'\x1b$B$"\x1b(Ba5' True
# expect: TypeError stream function returned a non-bytes object (str)
# expect: TypeError arg 1 must be an integer
# expect: TypeError arg 1 must be an integer
# expect: OverflowError Python int too large to convert to C ssize_t
