# Every character and every pair of bytes of the East Asian encodings, as digests; four threads use the tables for the first time.
import hashlib
from concurrent.futures import ThreadPoolExecutor

NAMES = """gb2312 gbk gb18030 hz big5 cp950 big5hkscs euc_jp euc_jis_2004 euc_jisx0213 shift_jis shift_jis_2004 shift_jisx0213 cp932 euc_kr cp949
    johab iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr""".split()
BMP = "".join(map(chr, range(0xd800))) + "".join(map(chr, range(0xd800, 0x10000)))
WIDE = "".join(map(chr, range(0x10000, 0x30000))) + "".join(map(chr, range(0x30000, 0x110000, 1009)))
SEVEN = b"".join(bytes((a, b, 10)) for a in range(0x20, 0x80) for b in range(0x20, 0x80))
EIGHT = b"".join(bytes((a, b, 10)) for a in range(0x80, 0x100) for b in range(256))
# Pairs of characters with a code of their own, and others.
PAIRS = "".join(a + b + t for a in "\xca\xea\xe6\u0254\u028c\u0259\u025a\u02e9\u02e5\u30ab\u304b\u31f7\u3042a"
                for b in "\u0300\u0301\u0304\u030c\u02e5\u02e9\u309a\u3099a\u3042\xe6\xca" for t in ("", "x", "\u3042"))
DESIGNATIONS = [b"\x1b$B", b"\x1b$@", b"\x1b$A", b"\x1b$(C", b"\x1b$(D", b"\x1b$(O", b"\x1b$(P", b"\x1b$(Q", b"\x1b$)C\x0e", b"\x1b(J", b"\x1b(I", b"\x1b(B"]


def digest(value):
    return hashlib.md5(ascii(value).encode()).hexdigest()[:12]


def four_bytes():
    for lead in (*range(0x80, 0x86), *range(0x8f, 0x93), 0xe2, 0xe3, 0xe4, 0xfe, 0xff):
        for second in range(0x2f, 0x3b):
            yield b"".join(bytes((lead, second, third, fourth)) + b"\n" for third in range(0x80, 0x100) for fourth in range(0x2f, 0x3b))


def decoded(name):
    if name.startswith("iso2022"):
        # Between two lines SI and the designation, so that an error has no consequence.
        parts = [b"".join(d + SEVEN[i:i + 2] + b"\x0f\x1b(B" for i in range(0, len(SEVEN), 3)) for d in DESIGNATIONS] + [EIGHT]
    elif name == "hz":
        parts = [b"".join(b"~{" + SEVEN[i:i + 2] + b"~}" for i in range(0, len(SEVEN), 3)), EIGHT, SEVEN]
    else:
        parts = [SEVEN, EIGHT, EIGHT.replace(b"\n", b"")]
        if name.startswith("euc_j"):
            parts.append(b"".join(b"\x8f" + EIGHT[i:i + 3] for i in range(0, len(EIGHT), 3)))
        elif name == "gb18030":
            parts += four_bytes()
    return [part.decode(name, "replace") for part in parts]


def row(name):
    return name, digest([text.encode(name, "replace") for text in (BMP, WIDE, PAIRS)]), digest(decoded(name))


with ThreadPoolExecutor(4) as pool:
    for row in pool.map(row, [name for name in NAMES for _ in range(1)]):
        print(*row)

# ISO-2022-JP-2: Latin-1 and Greek come from G2, by ESC N.
for designation in b"", b"\x1b.A", b"\x1b.F":
    print(ascii(b"".join(designation + b"\x1bN" + bytes((c,)) for c in range(256)).decode("iso2022_jp_2", "replace")))
# KS X 1001: a syllable of eight bytes.
for data in b"\xa4\xd4\xa4\xa8\xa4\xc9\xa4\xd4", b"\xa4\xd4\xa4\xa8\xa4\xc9\xa4\xa1", b"\xa4\xd4\xa4\xa3\xa4\xc9\xa4\xd4", b"\xa4\xd4\xa5\xa8\xa4\xc9\xa4\xd4":
    print(ascii(data.decode("euc_kr", "replace")))
print(digest("".join(map(chr, range(0xac00, 0xd7a4))).encode("euc_kr")))

# expect: gb2312 8d5ea1597f02 1539e4c748d4
# expect: gbk 712cbc027f31 4df90e1fb422
# expect: gb18030 33a0ae0f4088 946cc0b07ad6
# expect: hz 6b8ab62133ac 2f93e4f74c3e
# expect: big5 b7123a801aca 95bcd4e8a55c
# expect: cp950 42cbc854e19d 10c5028a98d7
# expect: big5hkscs dbb2d780e358 bf8b7088fc99
# expect: euc_jp 87932eec6ff9 99195520922a
# expect: euc_jis_2004 549f3bace7d1 ad5bb48a420b
# expect: euc_jisx0213 bd43ddffc0c9 d205077847c9
# expect: shift_jis 3aeb8eb6975d 8cd988dd7e3c
# expect: shift_jis_2004 54c52eb3ae5a 2f9f78dabe8f
# expect: shift_jisx0213 13f84de9c3cb 16d3cb1e3a44
# expect: cp932 32d5460b63df 84454cac1d77
# expect: euc_kr 0979eb567ce9 5fa8291ce396
# expect: cp949 89287a8cac8d c43852ad58a8
# expect: johab b88d596a10e6 22d229505c90
# expect: iso2022_jp b43b41de9f11 c16487ce72bb
# expect: iso2022_jp_1 e7de84b07b7b 506eb18c0df3
# expect: iso2022_jp_2 4ce6f6c00db8 53f6481edbe3
# expect: iso2022_jp_2004 68deccd92fce d426bcd1a683
# expect: iso2022_jp_3 ed252a6ba5bc 7cfe94f191b3
# expect: iso2022_jp_ext f0efc2d6a426 f646ec832e33
# expect: iso2022_kr a32e38eb2957 477de9d2818b
# expect: '\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd'
# expect: '\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd'
# expect: '\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\u2018\u2019\xa3\ufffd\ufffd\xa6\xa7\xa8\xa9\ufffd\xab\xac\xad\ufffd\u2015\xb0\xb1\xb2\xb3\u0384\u0385\u0386\xb7\u0388\u0389\u038a\xbb\u038c\xbd\u038e\u038f\u0390\u0391\u0392\u0393\u0394\u0395\u0396\u0397\u0398\u0399\u039a\u039b\u039c\u039d\u039e\u039f\u03a0\u03a1\ufffd\u03a3\u03a4\u03a5\u03a6\u03a7\u03a8\u03a9\u03aa\u03ab\u03ac\u03ad\u03ae\u03af\u03b0\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf\u03c0\u03c1\u03c2\u03c3\u03c4\u03c5\u03c6\u03c7\u03c8\u03c9\u03ca\u03cb\u03cc\u03cd\u03ce\ufffd\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f'
# expect: '\ub648'
# expect: '\ub649'
# expect: '\ufffd\u6e21\uff04\ufffd\ufffd'
# expect: '\ufffd\u6ed4\u0126\ufffd\ufffd'
# expect: 24bd9ac8b50c
