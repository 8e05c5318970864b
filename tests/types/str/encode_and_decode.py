s = "aé日😀"
print(s.encode(), s.encode("utf-16-le"), s.encode("utf-32-be"), "é".encode("latin-1"))
print(s.encode("ascii", "replace"), s.encode("ascii", "ignore"))
print(s.encode("ascii", "xmlcharrefreplace"), s.encode("ascii", "backslashreplace"))
print(b"\xe9".decode("latin-1"), b"a\xff".decode("utf-8", "replace"))
print(b"a\xffb".decode("ascii", "ignore"), b"\xff\xfea\x00".decode("utf-16"), str(b"abc", "ascii"))
print("\udcff".encode("utf-8", "surrogateescape"))
print(ascii(b"\xff".decode("utf-8", "surrogateescape")))
for action in (
    lambda: s.encode("ascii"), lambda: b"\xff".decode(), lambda: "\ud800".encode(), lambda: "a".encode("nope"),
    lambda: b"\xc3".decode(), lambda: b"\xe2\x82".decode("utf-8"),
):
    try:
        action()
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)

# expect: b'a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80' b'a\x00\xe9\x00\xe5e=\xd8\x00\xde' b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00e\xe5\x00\x01\xf6\x00' b'\xe9'
# expect: b'a???' b'a'
# expect: b'a&#233;&#26085;&#128512;' b'a\\xe9\\u65e5\\U0001f600'
# expect: é a�
# expect: ab a abc
# expect: b'\xff'
# expect: '\udcff'
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: LookupError unknown encoding: nope
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data
# expect: UnicodeDecodeError 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
