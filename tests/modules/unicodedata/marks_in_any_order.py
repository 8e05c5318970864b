# Decomposed forms sort combining marks wherever they come from: runs of marks compared with a sort by their classes.
import itertools, unicodedata
from unicodedata import combining, normalize

marks = ["\u0301", "\u0323", "\u0327", "\u0345", "\u0308", "\u0334"]
def model(text):
    parts = []
    for c in text:
        d = normalize("NFD", c)
        parts.extend(d if len(d) > 1 else [d])
    out, run = [], []
    for c in parts:
        if combining(c): run.append(c); continue
        out += sorted(run, key=combining) + [c]
        run = []
    return "".join(out + sorted(run, key=combining))

wrong = n = 0
for base in ("a", "\xe4", "\u1e69", "\u0301", "\uac01", "\U0001f600"):
    for k in range(4):
        for chosen in itertools.product(marks, repeat=k):
            for text in (base + "".join(chosen), "".join(chosen) + base + "".join(chosen), base + "".join(chosen) + "\xe9"):
                n += 1
                wrong += normalize("NFD", text) != model(text)
                wrong += normalize("NFKD", text) != normalize("NFD", text) if all(c < "\uf900" for c in text) else 0
                wrong += normalize("NFD", normalize("NFC", text)) != normalize("NFD", text)
                wrong += normalize("NFC", normalize("NFD", text)) != normalize("NFC", text)
print(n, wrong)
long = "".join(reversed(sorted(marks * 100, key=combining)))
print(normalize("NFD", "x" + long) == "x" + "".join(sorted(long, key=combining)), ascii(normalize("NFKD", "\ufb03\u0323\u0307\u2460\u0301")))
print(ascii(normalize("NFKD", "e\u0301\u0323a\u0323\u0301\u0327")), ascii(normalize("NFC", "\u0301\u0323")), ascii(normalize("NFD", "\u0301")))
print(ascii(unicodedata.ucd_3_2_0.normalize("NFD", "\u1e69\u0301\u0323\U0002f868")))

# expect: 4662 0
# expect: True 'ffi\u0323\u03071\u0301'
# expect: 'e\u0323\u0301a\u0327\u0323\u0301' '\u0323\u0301' '\u0301'
# expect: 's\u0323\u0323\u0307\u0301\U0002136a'
