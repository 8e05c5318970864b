# Texts of all widths whose lengths lie around the blocks in which encoders work, with one character that is unlike the others.
def check(text):
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32"):
        data = text.encode(encoding)
        if data.decode(encoding) != text:
            print("wrong:", encoding, ascii(text))
        sizes[encoding] = sizes.get(encoding, 0) + len(data)
        sums[encoding] = (sums.get(encoding, 0) * 31 + sum(data)) % 1000000007

sizes, sums = {}, {}
for common in "a\xe4\u0416\u20ac\U0001f600":
    for odd in "a\xe4\u07ff\u0800\uffff\U00010000":
        for length in (0, 1, 2, 15, 16, 17, 31, 63, 64, 65, 127, 128, 129, 200):
            for at in {0, length // 2, max(length - 1, 0)}:
                check(common * at + odd + common * (length - at))
print(sizes)
print(sums)
print("a\u20ac\U0001f600".encode("utf-16-le"), "a\u20ac\U0001f600".encode("utf-16-be"), "a\u20ac\U0001f600".encode("utf-32-be"))
for text in ("x" * 70 + "\ud800", "\udfff" + "\u20ac" * 70, "\u20ac" * 64 + "\ud83d\ude00"):
    for encoding in ("utf-8", "utf-16", "utf-32-be"):
        try:
            text.encode(encoding)
        except UnicodeEncodeError as e:
            print(e.start, e.end, e.reason)
        print(len(text.encode(encoding, "surrogatepass")), len(text.encode(encoding, "replace")))

# expect: {'utf-8': 187815, 'utf-16-le': 187630, 'utf-16-be': 187630, 'utf-32-le': 312840, 'utf-32-be': 312840, 'utf-16': 189850, 'utf-32': 317280}
# expect: {'utf-8': 553759133, 'utf-16-le': 422155049, 'utf-16-be': 422155049, 'utf-32-le': 102611664, 'utf-32-be': 102611664, 'utf-16': 704397814, 'utf-32': 384854429}
# expect: b'a\x00\xac =\xd8\x00\xde' b'\x00a \xac\xd8=\xde\x00' b'\x00\x00\x00a\x00\x00 \xac\x00\x01\xf6\x00'
# expect: 70 71 surrogates not allowed
# expect: 73 71
# expect: 70 71 surrogates not allowed
# expect: 144 144
# expect: 70 71 surrogates not allowed
# expect: 284 284
# expect: 0 1 surrogates not allowed
# expect: 213 211
# expect: 0 1 surrogates not allowed
# expect: 144 144
# expect: 0 1 surrogates not allowed
# expect: 284 284
# expect: 64 66 surrogates not allowed
# expect: 198 194
# expect: 64 65 surrogates not allowed
# expect: 134 134
# expect: 64 65 surrogates not allowed
# expect: 264 264
