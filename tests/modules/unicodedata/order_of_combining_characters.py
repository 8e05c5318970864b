# Normalization of sequences in which letters, combining characters of several classes and syllables follow each other.
import itertools
import unicodedata

parts = ["a", "\xe4", "\u1ea5", "\u0308", "\u0323", "\u0315", "\u0345", "\uac00", "\uac01", "\u1161", "\u11a8", "\ufb01", "\u212b", "\u00bd", "\U0001d15e", "!"]
digest = dict.fromkeys(("NFC", "NFD", "NFKC", "NFKD"), 0)
count = 0
for length in (1, 2, 3, 4):
    for text in itertools.product(parts if length < 4 else parts[1:9], repeat=length):
        text = "".join(text)
        count += 1
        for form in digest:
            made = unicodedata.normalize(form, text)
            if unicodedata.normalize(form, made) != made or not unicodedata.is_normalized(form, made):
                print("not stable:", form, ascii(text))
            for c in made:
                digest[form] = (digest[form] * 1000003 + ord(c)) % (2**61 - 1)
print(count, digest)
marks = "".join(chr(c) for c in range(0x300, 0x370))
for form in digest:
    made = unicodedata.normalize(form, "e" + marks * 3)
    print(form, len(made), [unicodedata.combining(c) for c in made] == sorted(unicodedata.combining(c) for c in made), ascii(made[:6]))
print(ascii(unicodedata.normalize("NFKD", "Stra\xdfe nach K\xf6ln, \xbd \u2460 \ufb03 \u0958")))

# expect: 8464 {'NFC': 187746047088040150, 'NFD': 2252300316193741340, 'NFKC': 31652343183668785, 'NFKD': 1426609651307656721}
# expect: NFC 339 False '\xe8\u0334\u0335\u0336\u0337\u0338'
# expect: NFD 340 False 'e\u0334\u0335\u0336\u0337\u0338'
# expect: NFKC 339 False '\xe8\u0334\u0335\u0336\u0337\u0338'
# expect: NFKD 340 False 'e\u0334\u0335\u0336\u0337\u0338'
# expect: 'Stra\xdfe nach Ko\u0308ln, 1\u20442 1 ffi \u0915\u093c'
