import codecs
import io

TEXT = {"gb2312": "你好abc", "gbk": "你好錢", "gb18030": "你好€😀", "big5": "你好錢", "cp950": "你好", "big5hkscs": "你好", "shift_jis": "こんにちは世界",
        "cp932": "こんにちは①", "euc_jp": "こんにちは世界", "euc_kr": "안녕", "cp949": "안녕똠", "johab": "안녕", "iso2022_jp": "abcこんに\nちは",
        "iso2022_kr": "안녕 abc", "shift_jis_2004": "こんに", "euc_jis_2004": "こんに"}
for name, text in TEXT.items():
    data = text.encode(name)
    print(name, data, data.decode(name) == text)
    decoder = codecs.getincrementaldecoder(name)()
    print("".join([decoder.decode(data[i:i + 1]) for i in range(len(data))] + [decoder.decode(b"", True)]) == text, end=" ")
    encoder = codecs.getincrementalencoder(name)()
    print(b"".join([encoder.encode(c) for c in text] + [encoder.encode("", True)]) == data)

for errors in "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace":
    try:
        print("é世a".encode("shift_jis", errors))
    except UnicodeEncodeError as error:
        print(error)
for data in b"a\xff\x82\xa0", b"a\x82":
    for errors in "strict", "ignore", "replace", "backslashreplace":
        try:
            print(data.decode("shift_jis", errors))
        except UnicodeDecodeError as error:
            print(error)

file = io.TextIOWrapper(io.BytesIO("こん\nにちは\n".encode("euc_jp")), encoding="euc_jp")
print(file.readline(), file.read())
reader = codecs.getreader("shift_jis")(io.BytesIO("あい\nう".encode("shift_jis")))
print(reader.read(1), reader.readline(), reader.readlines())
stream = io.BytesIO()
writer = codecs.getwriter("iso2022_jp")(stream)
writer.write("日本")
writer.writelines(["語", "x"])
writer.reset()
print(stream.getvalue())

decoder = codecs.getincrementaldecoder("euc_jp")()
print(repr(decoder.decode("日本".encode("euc_jp")[:3])), decoder.getstate()[0])
state = decoder.getstate()
decoder.reset()
decoder.setstate(state)
print(decoder.decode("日本".encode("euc_jp")[3:], True))
for bad in "nothing", 3:
    try:
        __import__("_codecs_jp").getcodec(bad)
    except (LookupError, TypeError) as error:
        print(type(error).__name__, error)

# Bytes and characters that a converter might know and Python does not: control characters of one byte, the euro sign, yen and won for a backslash.
for name in "gb2312", "gbk", "big5", "euc_jp", "euc_kr", "cp949", "shift_jis", "euc_jis_2004", "johab":
    for data in b"\x80", b"a\x80b", b"a\x85\x41", b"\xff", b"\\~", b"\x81":
        try:
            print(name, data, ascii(data.decode(name)))
        except UnicodeDecodeError as error:
            print(name, error, ascii(data.decode(name, "replace")))
    for text in "\x80", "a\x9fb", "\\~":
        print(name, text.encode(name, "xmlcharrefreplace"))
    if name != "shift_jis":
        decoder = codecs.getincrementaldecoder(name)("replace")
        print(ascii([decoder.decode(b"\x80"), decoder.decode(b"a"), decoder.decode(b"\xff"), decoder.decode(b"", True)]))
print("€".encode("gbk", "replace"), ascii(b"\x8e\xb1\x8f\xb0\xa1".decode("euc_jp")), "\\ C:\\テスト~".encode("shift_jis").decode("shift_jis"))
print(ascii(b"a\x80\xa0\x82\xa0\xfd\xfe\xff".decode("cp932")), "\x80\uf8f0\uf8f1\uf8f2\uf8f3\u3042".encode("cp932"), "\xa0".encode("cp932", "replace"))

# expect: gb2312 b'\xc4\xe3\xba\xc3abc' True
# expect: True True
# expect: gbk b'\xc4\xe3\xba\xc3\xe5X' True
# expect: True True
# expect: gb18030 b'\xc4\xe3\xba\xc3\xa2\xe3\x949\xfc6' True
# expect: True True
# expect: big5 b'\xa7A\xa6n\xbf\xfa' True
# expect: True True
# expect: cp950 b'\xa7A\xa6n' True
# expect: True True
# expect: big5hkscs b'\xa7A\xa6n' True
# expect: True True
# expect: shift_jis b'\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\x90\xa2\x8aE' True
# expect: True True
# expect: cp932 b'\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\x87@' True
# expect: True True
# expect: euc_jp b'\xa4\xb3\xa4\xf3\xa4\xcb\xa4\xc1\xa4\xcf\xc0\xa4\xb3\xa6' True
# expect: True True
# expect: euc_kr b'\xbe\xc8\xb3\xe7' True
# expect: True True
# expect: cp949 b'\xbe\xc8\xb3\xe7\x8cc' True
# expect: True True
# expect: johab b'\xb4e\x91w' True
# expect: True True
# expect: iso2022_jp b'abc\x1b$B$3$s$K\x1b(B\n\x1b$B$A$O\x1b(B' True
# expect: True True
# expect: iso2022_kr b'\x1b$)C\x0e>H3g\x0f abc' True
# expect: True True
# expect: shift_jis_2004 b'\x82\xb1\x82\xf1\x82\xc9' True
# expect: True True
# expect: euc_jis_2004 b'\xa4\xb3\xa4\xf3\xa4\xcb' True
# expect: True True
# expect: 'shift_jis' codec can't encode character '\xe9' in position 0: illegal multibyte sequence
# expect: b'\x90\xa2a'
# expect: b'?\x90\xa2a'
# expect: b'&#233;\x90\xa2a'
# expect: b'\\xe9\x90\xa2a'
# expect: 'shift_jis' codec can't decode byte 0xff in position 1: illegal multibyte sequence
# expect: aあ
# expect: a�あ
# expect: a\xffあ
# expect: 'shift_jis' codec can't decode byte 0x82 in position 1: incomplete multibyte sequence
# expect: a
# expect: a�
# expect: a\x82
# expect: こん
# expect:  にちは
# expect:
# expect: あ い
# expect:  ['う']
# expect: b'\x1b$BF|K\\8l\x1b(Bx'
# expect: '日' b'\xcb'
# expect: 本
# expect: LookupError no such codec is supported.
# expect: TypeError encoding name must be a string.
# expect: gb2312 'gb2312' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: gb2312 'gb2312' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: gb2312 'gb2312' codec can't decode byte 0x85 in position 1: illegal multibyte sequence 'a\ufffdA'
# expect: gb2312 'gb2312' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: gb2312 b'\\~' '\\~'
# expect: gb2312 'gb2312' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: gb2312 b'&#128;'
# expect: gb2312 b'a&#159;b'
# expect: gb2312 b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: gbk 'gbk' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: gbk 'gbk' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: gbk b'a\x85A' 'a\u5312'
# expect: gbk 'gbk' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: gbk b'\\~' '\\~'
# expect: gbk 'gbk' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: gbk b'&#128;'
# expect: gbk b'a&#159;b'
# expect: gbk b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: big5 'big5' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: big5 'big5' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: big5 'big5' codec can't decode byte 0x85 in position 1: illegal multibyte sequence 'a\ufffdA'
# expect: big5 'big5' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: big5 b'\\~' '\\~'
# expect: big5 'big5' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: big5 b'&#128;'
# expect: big5 b'a&#159;b'
# expect: big5 b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: euc_jp 'euc_jp' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_jp 'euc_jp' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: euc_jp 'euc_jp' codec can't decode byte 0x85 in position 1: illegal multibyte sequence 'a\ufffdA'
# expect: euc_jp 'euc_jp' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_jp b'\\~' '\\~'
# expect: euc_jp 'euc_jp' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_jp b'&#128;'
# expect: euc_jp b'a&#159;b'
# expect: euc_jp b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: euc_kr 'euc_kr' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_kr 'euc_kr' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: euc_kr 'euc_kr' codec can't decode byte 0x85 in position 1: illegal multibyte sequence 'a\ufffdA'
# expect: euc_kr 'euc_kr' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_kr b'\\~' '\\~'
# expect: euc_kr 'euc_kr' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_kr b'&#128;'
# expect: euc_kr b'a&#159;b'
# expect: euc_kr b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: cp949 'cp949' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: cp949 'cp949' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: cp949 b'a\x85A' 'a\uafbf'
# expect: cp949 'cp949' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: cp949 b'\\~' '\\~'
# expect: cp949 'cp949' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: cp949 b'&#128;'
# expect: cp949 b'a&#159;b'
# expect: cp949 b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: shift_jis 'shift_jis' codec can't decode byte 0x80 in position 0: illegal multibyte sequence '\ufffd'
# expect: shift_jis 'shift_jis' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: shift_jis 'shift_jis' codec can't decode byte 0x85 in position 1: illegal multibyte sequence 'a\ufffdA'
# expect: shift_jis 'shift_jis' codec can't decode byte 0xff in position 0: illegal multibyte sequence '\ufffd'
# expect: shift_jis b'\\~' '\\~'
# expect: shift_jis 'shift_jis' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: shift_jis b'&#128;'
# expect: shift_jis b'a&#159;b'
# expect: shift_jis b'\\~'
# expect: euc_jis_2004 'euc_jis_2004' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_jis_2004 'euc_jis_2004' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: euc_jis_2004 'euc_jis_2004' codec can't decode byte 0x85 in position 1: illegal multibyte sequence 'a\ufffdA'
# expect: euc_jis_2004 'euc_jis_2004' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_jis_2004 b'\\~' '\\~'
# expect: euc_jis_2004 'euc_jis_2004' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: euc_jis_2004 b'&#128;'
# expect: euc_jis_2004 b'a&#159;b'
# expect: euc_jis_2004 b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: johab 'johab' codec can't decode byte 0x80 in position 0: incomplete multibyte sequence '\ufffd'
# expect: johab 'johab' codec can't decode byte 0x80 in position 1: illegal multibyte sequence 'a\ufffdb'
# expect: johab b'a\x85A' 'a\u3154'
# expect: johab 'johab' codec can't decode byte 0xff in position 0: incomplete multibyte sequence '\ufffd'
# expect: johab b'\\~' '\\~'
# expect: johab 'johab' codec can't decode byte 0x81 in position 0: incomplete multibyte sequence '\ufffd'
# expect: johab b'&#128;'
# expect: johab b'a&#159;b'
# expect: johab b'\\~'
# expect: ['', '\ufffda', '', '\ufffd']
# expect: b'?' '\uff71\u4e02' \ C:\テスト~
# expect: 'a\x80\uf8f0\u3042\uf8f1\uf8f2\uf8f3' b'\x80\xa0\xfd\xfe\xff\x82\xa0' b'?'
