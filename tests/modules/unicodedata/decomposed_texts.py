# Normal forms of texts whose characters decompose into several, stand in the wrong order, or compose again.
from unicodedata import is_normalized, normalize

texts = [
    "\xe4\xf6\xfc\xe9" * 3,
    "a\u0308\u0323b\u0323\u0308",          # one run in order, one not
    "\u0308\u0323",                         # a run without a starter
    "\u0344x\u0344",                        # decomposes into two combining characters
    "\u01d5\u01d6\u1e69\u1e9b\u0323",
    "\ufb01\u2460\xbd\u3382\ufdfa",
    "\uac00\uac01\u1100\u1161\u11a8",
    "\u212b\u2126\u1fee\u0958",
    "plain", "", "caf\xe9 \U0001d15e \U0001d400",
    "a" + "\u0301\u0323" * 40 + "b",
    "\u0cca\u0cd5\u09c7\u09be",
]
for text in texts:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        made = normalize(form, text)
        print(form, ascii(made), is_normalized(form, text), normalize(form, made) == made, max(made, default="").isascii())

# expect: NFC '\xe4\xf6\xfc\xe9\xe4\xf6\xfc\xe9\xe4\xf6\xfc\xe9' True True False
# expect: NFD 'a\u0308o\u0308u\u0308e\u0301a\u0308o\u0308u\u0308e\u0301a\u0308o\u0308u\u0308e\u0301' False True False
# expect: NFKC '\xe4\xf6\xfc\xe9\xe4\xf6\xfc\xe9\xe4\xf6\xfc\xe9' True True False
# expect: NFKD 'a\u0308o\u0308u\u0308e\u0301a\u0308o\u0308u\u0308e\u0301a\u0308o\u0308u\u0308e\u0301' False True False
# expect: NFC '\u1ea1\u0308\u1e05\u0308' False True False
# expect: NFD 'a\u0323\u0308b\u0323\u0308' False True False
# expect: NFKC '\u1ea1\u0308\u1e05\u0308' False True False
# expect: NFKD 'a\u0323\u0308b\u0323\u0308' False True False
# expect: NFC '\u0323\u0308' False True False
# expect: NFD '\u0323\u0308' False True False
# expect: NFKC '\u0323\u0308' False True False
# expect: NFKD '\u0323\u0308' False True False
# expect: NFC '\u0308\u0301\u1e8d\u0301' False True False
# expect: NFD '\u0308\u0301x\u0308\u0301' False True False
# expect: NFKC '\u0308\u0301\u1e8d\u0301' False True False
# expect: NFKD '\u0308\u0301x\u0308\u0301' False True False
# expect: NFC '\u01d5\u01d6\u1e69\u1e9b\u0323' True True False
# expect: NFD 'U\u0308\u0304u\u0308\u0304s\u0323\u0307\u017f\u0323\u0307' False True False
# expect: NFKC '\u01d5\u01d6\u1e69\u1e69' False True False
# expect: NFKD 'U\u0308\u0304u\u0308\u0304s\u0323\u0307s\u0323\u0307' False True False
# expect: NFC '\ufb01\u2460\xbd\u3382\ufdfa' True True False
# expect: NFD '\ufb01\u2460\xbd\u3382\ufdfa' True True False
# expect: NFKC 'fi11\u20442\u03bcA\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645' False True False
# expect: NFKD 'fi11\u20442\u03bcA\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645' False True False
# expect: NFC '\uac00\uac01\uac01' False True False
# expect: NFD '\u1100\u1161\u1100\u1161\u11a8\u1100\u1161\u11a8' False True False
# expect: NFKC '\uac00\uac01\uac01' False True False
# expect: NFKD '\u1100\u1161\u1100\u1161\u11a8\u1100\u1161\u11a8' False True False
# expect: NFC '\xc5\u03a9\u0385\u0915\u093c' False True False
# expect: NFD 'A\u030a\u03a9\xa8\u0301\u0915\u093c' False True False
# expect: NFKC '\xc5\u03a9 \u0308\u0301\u0915\u093c' False True False
# expect: NFKD 'A\u030a\u03a9 \u0308\u0301\u0915\u093c' False True False
# expect: NFC 'plain' True True True
# expect: NFD 'plain' True True True
# expect: NFKC 'plain' True True True
# expect: NFKD 'plain' True True True
# expect: NFC '' True True True
# expect: NFD '' True True True
# expect: NFKC '' True True True
# expect: NFKD '' True True True
# expect: NFC 'caf\xe9 \U0001d157\U0001d165 \U0001d400' False True False
# expect: NFD 'cafe\u0301 \U0001d157\U0001d165 \U0001d400' False True False
# expect: NFKC 'caf\xe9 \U0001d157\U0001d165 A' False True False
# expect: NFKD 'cafe\u0301 \U0001d157\U0001d165 A' False True False
# expect: NFC '\u1ea1\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b' False True False
# expect: NFD 'a\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b' False True False
# expect: NFKC '\u1ea1\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b' False True False
# expect: NFKD 'a\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b' False True False
# expect: NFC '\u0ccb\u09cb' False True False
# expect: NFD '\u0cc6\u0cc2\u0cd5\u09c7\u09be' False True False
# expect: NFKC '\u0ccb\u09cb' False True False
# expect: NFKD '\u0cc6\u0cc2\u0cd5\u09c7\u09be' False True False
