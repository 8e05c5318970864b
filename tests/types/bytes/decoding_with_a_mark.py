# utf-8-sig skips one byte order mark at the beginning, and errors tell of the bytes behind it.
for data in b"", b"\xef\xbb\xbf", b"\xef\xbb\xbfabc", "\ufeff\ufeff\u20ac".encode(), b"abc", b"\xef\xbb", b"\xef\xbb\xbf\xff", b"a\xff":
    for errors in "strict", "replace", "ignore", "surrogateescape":
        try:
            print(ascii(data.decode("UTF-8-sig", errors)), ascii(str(bytearray(data), "utf_8_sig", errors)), end=" ")
        except UnicodeDecodeError as error:
            print(error.encoding, error.object, error.start, error.end, error.reason)
    print()

# expect: '' '' '' '' '' '' '' '' 
# expect: '' '' '' '' '' '' '' '' 
# expect: 'abc' 'abc' 'abc' 'abc' 'abc' 'abc' 'abc' 'abc' 
# expect: '\ufeff\u20ac' '\ufeff\u20ac' '\ufeff\u20ac' '\ufeff\u20ac' '\ufeff\u20ac' '\ufeff\u20ac' '\ufeff\u20ac' '\ufeff\u20ac' 
# expect: 'abc' 'abc' 'abc' 'abc' 'abc' 'abc' 'abc' 'abc' 
# expect: utf-8 b'\xef\xbb' 0 2 unexpected end of data
# expect: '\ufffd' '\ufffd' '' '' '\udcef\udcbb' '\udcef\udcbb' 
# expect: utf-8 b'\xff' 0 1 invalid start byte
# expect: '\ufffd' '\ufffd' '' '' '\udcff' '\udcff' 
# expect: utf-8 b'a\xff' 1 2 invalid start byte
# expect: 'a\ufffd' 'a\ufffd' 'a' 'a' 'a\udcff' 'a\udcff' 
