import codecs
import stringprep

for name in "python.org", "b\xfccher.example", "\u4f8b\u3048.\u30c6\u30b9\u30c8", "stra\xdfe.de", "B\xdcCHER.Example.", "a\u3002b", "":
    encoded = name.encode("idna")
    print(encoded, ascii(encoded.decode("idna")))
print(b"xn--bcher-kva.xn--p1ai".decode("idna"), ascii("\u0440\u0444".encode("punycode")))
for bad in "a" * 64, "a..b", "\u0221.x", "\u0627a\u0628.example", "xn--\xfc":
    try:
        print(bad.encode("idna"))
    except UnicodeError:
        print("refused", ascii(bad))
print(b"".join(codecs.iterencode(["b\xfc", "cher.ex", "ample"], "idna")), "".join(codecs.iterdecode([b"xn--bch", b"er-kva.ex", b"ample"], "idna")))
print(stringprep.in_table_a1("\u0221"), stringprep.in_table_b1("\xad"), ascii(stringprep.map_table_b2("\xdf\u2133")), stringprep.in_table_d1("\u0627"))

# expect: b'python.org' 'python.org'
# expect: b'xn--bcher-kva.example' 'b\xfccher.example'
# expect: b'xn--r8jz45g.xn--zckzah' '\u4f8b\u3048.\u30c6\u30b9\u30c8'
# expect: b'strasse.de' 'strasse.de'
# expect: b'xn--bcher-kva.Example.' 'b\xfccher.Example.'
# expect: b'a.b' 'a.b'
# expect: b'' ''
# expect: bücher.рф b'p1ai'
# expect: refused 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
# expect: refused 'a..b'
# expect: b'xn--6la.x'
# expect: refused '\u0627a\u0628.example'
# expect: refused 'xn--\xfc'
# expect: b'xn--bcher-kva.example' bücher.example
# expect-error: TypeError: ord() expected a character, but string of length 2 found
# status: 1
