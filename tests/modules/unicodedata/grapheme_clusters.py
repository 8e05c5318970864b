# min-version: 3.15
# Cases of the rules of Unicode Standard Annex 29; "|" stands where the text is cut.
import gc
import unicodedata
import weakref

CASES = """
a|b|c 0d0a 0d|0308 0a|0308 0|0308 61|0d 1100.1160.11a8 1100.ac00 1100.ac01 ac00.1160 ac00.11a8 ac01.11a8 ac01|1160 11a8.11a8 1160|1100
61.0300.0301 61.200d 61.200d|62 0905.0903 06dd.0661 06dd|0d 0915.094d.0924 0915.094d.094d.0924 0915.094d.200d.0924 0915|0924 0915.0300|0924
0915.094d.0924.094d.092f 0915.094d|61 61.094d|0924 1f1e6.1f1e7|1f1e8 1f1e6.1f1e7|1f1e8.1f1e9 61|1f1e6.1f1e7|62 1f1e6.200d|1f1e7
1f476.1f3ff|1f476 1f6d1.200d.1f6d1 1f6d1.0308.200d.1f6d1 61.200d|1f6d1 2708.200d.2708 61.200d|2708 0e01.0e33 1f6d1.200d|61
"""


def cut(text):
    return [str(part) for part in unicodedata.iter_graphemes(text)]


def wanted(case):
    parts = case.split("|")
    if case == "a|b|c" or case == "0d0a":
        return {"a|b|c": ["a", "b", "c"], "0d0a": ["\r\n"]}[case]
    return ["".join(chr(int(code, 16)) for code in part.split(".")) for part in parts]


print([case for case in CASES.split() if cut("".join(wanted(case))) != wanted(case)])
print([(str(s), s.start, s.end) for s in unicodedata.iter_graphemes("e\u0301tre", 0, -1)], cut(""))
for bounds in ((1,), (1, 3), (-3,), (1, -1), (3, 1), (5,), (0, 5), (-5,), (0, -5), (1 << 70,), (-1 << 70, 1 << 70)):
    print("".join(map(str, unicodedata.iter_graphemes("abcd", *bounds))), end=" ")
print()
print([unicodedata.grapheme_cluster_break(c) for c in "x\r\n\0\u0300\u200d\U0001f1e6\u0600\u0903\u1100\u1160\u11a8\uac00\ud7a3"])
print([unicodedata.indic_conjunct_break(c) for c in "x\u094d\u0915\u0300"], [unicodedata.extended_pictographic(c) for c in "x\xa9\U0001f6d1\u2388"])
print([unicodedata.block(c) for c in "A\xff\u05ba\ud7a3\U000e0fff\U0001f1e6"])
print([unicodedata.isxidstart(c) for c in "S0 \u0ad0"], [unicodedata.isxidcontinue(c) for c in "S0_ \u0b3e"])
functions = "block extended_pictographic grapheme_cluster_break indic_conjunct_break isxidcontinue isxidstart iter_graphemes"
for name in functions.split():
    for bad in (b"x", 120, "xx"):
        if name != "iter_graphemes" or bad != "xx":
            try:
                print(getattr(unicodedata, name)(bad))
            except TypeError:
                print("TypeError", end=" ")
print()


class S(str):
    pass


for make in (unicodedata.iter_graphemes, lambda s: next(unicodedata.iter_graphemes(s))):
    s = S("abc")
    s.reference = make(s)
    watch = weakref.ref(s)
    del s
    gc.collect()
    print(watch())

# expect: []
# expect: [('é', 0, 2), ('t', 2, 3), ('r', 3, 4)] []
# expect: bcd bc bcd bc   abcd abcd   abcd 
# expect: ['Other', 'CR', 'LF', 'Control', 'Extend', 'ZWJ', 'Regional_Indicator', 'Prepend', 'SpacingMark', 'L', 'V', 'T', 'LV', 'LVT']
# expect: ['None', 'Linker', 'Consonant', 'Extend'] [False, True, True, False]
# expect: ['Basic Latin', 'Latin-1 Supplement', 'Hebrew', 'Hangul Syllables', 'No_Block', 'Enclosed Alphanumeric Supplement']
# expect: [True, False, False, True] [True, True, True, False, True]
# expect: TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError 
# expect: None
# expect: None
