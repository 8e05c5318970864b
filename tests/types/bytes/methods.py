b = b"Hello, World"
print(b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), b.find(b"o"), b.rfind(b"o"))
print(b.find(111), b.index(b"W"), b.count(b"l"), b.replace(b"l", b"L", 2), b.split(b", "))
print(b.partition(b", "))
print(b.startswith(b"He"), b.endswith((b"x", b"ld")), b.center(16, b"*"), b.ljust(14) + b"|")
print(b"42".zfill(5), b"  x ".strip(), b"a\nb\r\n".splitlines(), b"a\tb".expandtabs(4))
print(b",".join([b"x", bytearray(b"y")]), b"xay".translate(bytes(range(256)), b"a"))
print(b"abc".hex(), b"abc".hex(":"), bytes.fromhex("61 62 63"), b"1a".isalnum(), b"12".isdigit())
print(b"ab".isalpha(), b" \n".isspace(), b"AB".isupper(), b"ab".islower(), b"ab".isascii())
print(b"x".removeprefix(b"x"), bytes.maketrans(b"a", b"b")[97])
print(b"%s %d %x %5.1f %a %c" % (b"x", 3, 255, 1.5, "é", 65), b"a" < b"b", b"a" == bytearray(b"a"))
print(hash(b"a") == hash(bytes([97])))

# expect: b'HELLO, WORLD' b'hello, world' b'hELLO, wORLD' b'Hello, World' b'Hello, world' 4 8
# expect: 4 7 3 b'HeLLo, World' [b'Hello', b'World']
# expect: (b'Hello', b', ', b'World')
# expect: True True b'**Hello, World**' b'Hello, World  |'
# expect: b'00042' b'x' [b'a', b'b'] b'a   b'
# expect: b'x,y' b'xy'
# expect: 616263 61:62:63 b'abc' True True
# expect: True True True True True
# expect: b'' 98
# expect: b"x 3 ff   1.5 '\\xe9' A" True True
# expect: True
