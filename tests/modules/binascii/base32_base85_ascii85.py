# binascii of 3.15 has these codes; in older versions base64 has them, and says what is right.
import base64
import binascii


def older(code, alphabet=None):
    def encode(data, **named):
        return getattr(base64, code + "encode")(bytes(data), **named)

    def decode(data, **named):
        return getattr(base64, code + "decode")(data, **named)

    return encode, decode


def codes(name, older_name):
    encode, decode = older(older_name)
    return getattr(binascii, "b2a_" + name, encode), getattr(binascii, "a2b_" + name, decode)


data = bytes(range(256)) + b"\0\0\0\0    www.python.org    \xff\xff\xff\xff\0\0\0\0\0"
pieces = [data[at : at + n] for n in range(10) for at in range(0, len(data), 13)]
for name, older_name in (("base32", "b32"), ("base85", "b85"), ("ascii85", "a85")):
    encode, decode = codes(name, older_name)
    print(encode(data))
    print(all(decode(encode(piece)) == piece for piece in pieces), decode(encode(memoryview(data))) == data)
    print([encode(piece) for piece in pieces[40:60]], decode(encode(data).decode()) == data)
encode, decode = codes("base85", "b85")
print([encode(data[:n], pad=True) for n in range(8)])
encode, decode = codes("ascii85", "a85")
for pad in (False, True):
    for width in (0, 1, 2, 3, 9):
        print([encode(data[256 : 256 + n], pad=pad, wrapcol=width, adobe=width % 2, foldspaces=True) for n in range(0, 14, 3)])
print(decode(b"<~GB\\6`E-ZP=~>", adobe=True), decode("GB \n\\6", ignorechars=b" \n"), decode(b"yz", foldspaces=True))
print(decode(b"<~~>", adobe=True), decode(b"<~>", adobe=True), decode(b"~>", adobe=True))


def refused(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except ValueError as e:
        return f"ValueError: {e}".replace("'z'", "z")  # base64 did not quote the letter


for text in (b"s8W-", b"s8W-!s8X", b"az", b"az!", b"abcd~", b"<~az~>", b"~"):
    print(refused(decode, text, ignorechars=b""), refused(decode, text, adobe=True))
decode = codes("base85", "b85")[1]
for text in (b"|NsC1", b"VPa!s|NsD0", b"0000 ", b"ab", b"abc", b"abcd", b"VPa!s"):
    print(refused(decode, text))

# expect: b'AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPSAIJCEMSCKJRHFAUSUKZMFUXC6MBRGIZTINJWG44DSOR3HQ6T4P2AIFBEGRCFIZDUQSKKJNGE2TSPKBIVEU2UKVLFOWCZLJNVYXK6L5QGCYTDMRSWMZ3INFVGW3DNNZXXA4LSON2HK5TXPB4XU634PV7H7AEBQKBYJBMGQ6EITCULRSGY5D4QSGJJHFEVS2LZRGM2TOOJ3HU7UCQ2FI5EUWTKPKFJVKV2ZLNOV6YLDMVTWS23NN5YXG5LXPF5X274BQOCYPCMLRWHZDE4VS6MZXHM7UGR2LJ5JVOW27MNTWW33TO55X7A4HROHZHF43T6R2PK5PWO33XP6DY7F47U6X3PP6HZ7L57Z7P674AAAAAAEAQCAIDXO53S44DZORUG63RON5ZGOIBAEAQP777774AAAAAAAA======'
# expect: True True
# expect: [b'3U======', b'5I======', b'64======', b'EA======', b'NY======', b'AA======', b'AAAQ====', b'BUHA====', b'DINQ====', b'E4UA====', b'GQ2Q====', b'IFBA====', b'JZHQ====', b'LNOA====', b'NBUQ====', b'OV3A====', b'QKBQ====', b'R6IA====', b'TSOQ====', b'VGVA===='] True
# expect: b'009C61O)~M2nh-c3=Iws5D^j+6crX17#SKH9337XAR!_nBqb&%C@Cr{EG;fCFflSSG&MFiI5|2yJUu=?KtV!7L`6nNNJ&adOifNtP*GA-R8>}2SXo+ITwPvYU}0ioWMyV&XlZI|Y;A6DaB*^Tbai%jczJqze0_d@fPsR8goTEOh>41ejE#<ukdcy;l$Dm3n3<ZJoSmMZprN9pq@|{(sHv)}tgWuEu(7hUw6(UkxVgH!yuH4^z`?@9#Kp$P$jQpf%+1cv(9zP<)YaD4*xB0K+}+;a;Njxq<mKk)=;`X~?CtLF@bU8V^!4`l`1$(#{Qds_00000ARr(hcXxL#aCvlSZ*DGca%UhQARzz$|Nj600000'
# expect: True True
# expect: [b'-2', b'>H', b'_W', b'AO', b'ZU', b'00', b'009', b'4Gs', b'8XE', b'Cnx', b'G&K', b'K|%', b'PEP', b'TU-', b'XlV', b'b#?', b'f`b', b'kB|', b'oSg', b'sj2'] True
# expect: b'!!*-\'"9eu7#RLhG$k3[W&.oNg\'GVB"(`=52*$$(B+<_pR,UFcb-n-Vr/1iJ-0JP==1c70M3&s#]4?Ykm5X@_(6q\'R884cEH9MJ8X:f1+h<)lt#=BSg3>[:ZC?t!MSA7]@cBPD3sCi+\'.E,fo>FEMbNG^4U^I!pHnJ:W<)KS>/9Ll%"IN/`jYOHG]iPa.Q$R$jD4S=Q7DTV8*TUnsrdW2ZetXKAY/Yd(L?[\'d?O\\@K2_]Y2%o^qmn*`5Ta:aN;TJbg"GZd*^:jeCE.%f\\,!5gtgiEi8N\\UjQ5OekiqBum-X60nF?)@o_%qPq"ad`r;HWpz+<VdLGB\\6`E-ZP=Df.1GEb?L;+<^^as8N\'!!!!!'
# expect: True True
# expect: [b'h#', b'l2', b'pA', b'+9', b'D?', b'!!', b'!!*', b'%1W', b')B/', b'-R\\', b'1c5', b'5sb', b':/:', b'>?h', b'BP@', b'F`m', b'JqF', b'O,s', b'S=K', b'WN#'] True
# expect: [b'', b'00000', b'00961', b'009C3', b'009C6', b'009C61ONa4', b'009C61O)&9', b'009C61O)~F']
# expect: [b'', b'!!!!', b'z+<U', b'zyG5', b'zyGB\\6`']
# expect: [b'<~\n~>', b'<~\n!!\n!!\n~>', b'<~\nz+\n<U\n~>', b'<~\nzy\nG5\n~>', b'<~\nzy\nGB\n\\6\n`\n~>']
# expect: [b'', b'!!\n!!', b'z+\n<U', b'zy\nG5', b'zy\nGB\n\\6\n`']
# expect: [b'<~\n~>', b'<~!\n!!!\n~>', b'<~z\n+<U\n~>', b'<~z\nyG5\n~>', b'<~z\nyGB\n\\6`\n~>']
# expect: [b'<~~>', b'<~!!!!~>', b'<~z+<U~>', b'<~zyG5~>', b'<~zyGB\\6`\n~>']
# expect: [b'', b'z', b'z+<UXa', b'zyG5qUC', b'zyGB\\6`']
# expect: [b'<~\n~>', b'<~\nz\n~>', b'<~\nz+\n<U\nXa\n~>', b'<~\nzy\nG5\nqU\nC\n~>', b'<~\nzy\nGB\n\\6\n`\n~>']
# expect: [b'', b'z', b'z+\n<U\nXa', b'zy\nG5\nqU\nC', b'zy\nGB\n\\6\n`']
# expect: [b'<~\n~>', b'<~z\n~>', b'<~z\n+<U\nXa\n~>', b'<~z\nyG5\nqUC\n~>', b'<~z\nyGB\n\\6`\n~>']
# expect: [b'<~~>', b'<~z~>', b'<~z+<UXa\n~>', b'<~zyG5qUC\n~>', b'<~zyGB\\6`\n~>']
# expect: b'www.pyth' b'www' b'    \x00\x00\x00\x00'
# expect: b'' b'' b''
# expect: ValueError: Ascii85 overflow ValueError: Ascii85 encoded byte sequences must end with b'~>'
# expect: ValueError: Ascii85 overflow ValueError: Ascii85 encoded byte sequences must end with b'~>'
# expect: ValueError: z inside Ascii85 5-tuple ValueError: Ascii85 encoded byte sequences must end with b'~>'
# expect: ValueError: z inside Ascii85 5-tuple ValueError: Ascii85 encoded byte sequences must end with b'~>'
# expect: ValueError: Non-Ascii85 digit found: ~ ValueError: Ascii85 encoded byte sequences must end with b'~>'
# expect: ValueError: Non-Ascii85 digit found: ~ ValueError: z inside Ascii85 5-tuple
# expect: ValueError: Non-Ascii85 digit found: ~ ValueError: Ascii85 encoded byte sequences must end with b'~>'
# expect: ValueError: base85 overflow in hunk starting at byte 0
# expect: ValueError: base85 overflow in hunk starting at byte 5
# expect: ValueError: bad base85 character at position 4
# expect: b'q'
# expect: b'qa'
# expect: b'qa\x9e'
# expect: b'abcd'
