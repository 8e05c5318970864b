# Characters whose number, or whose parts, are others in Unicode 3.2. As since 3.15, whose tables are of Unicode 17.
# min-version: 3.15
import unicodedata

old = unicodedata.ucd_3_2_0
for char in "\u09f4\u09f8\u3405\u4e24\u5793\U0001f101\u0f33\u00bd\u1b06\U00011938\ud7a3":
    for database in old, unicodedata:
        print(ascii(char), database.category(char), database.numeric(char, None), database.decomposition(char) or "-")
changed = [chr(code) for code in range(0x110000) if old.numeric(chr(code), None) != unicodedata.numeric(chr(code), None)]
print(len(changed), sum(old.category(char) == "Cn" for char in changed))
for char in "a\U00010945\U00011b67\U00011db5\U00016ea1\U00018d85\U0001cec1\U0001e6c1\U000323b1\U00033480":
    print(ascii(char), unicodedata.block(char))
blocks = [unicodedata.block(chr(code)) for code in range(0, 0x110000, 16)]
print(len(set(blocks)), blocks.count("No_Block"))

# expect: '\u09f4' No 1.0 -
# expect: '\u09f4' No 0.0625 -
# expect: '\u09f8' No None -
# expect: '\u09f8' No 0.75 -
# expect: '\u3405' Lo None -
# expect: '\u3405' Lo 5.0 -
# expect: '\u4e24' Lo None -
# expect: '\u4e24' Lo 2.0 -
# expect: '\u5793' Lo 1e+20 -
# expect: '\u5793' Lo None -
# expect: '\U0001f101' Cn None -
# expect: '\U0001f101' No 0.0 <compat> 0030 002C
# expect: '\u0f33' No -0.5 -
# expect: '\u0f33' No -0.5 -
# expect: '\xbd' No 0.5 <fraction> 0031 2044 0032
# expect: '\xbd' No 0.5 <fraction> 0031 2044 0032
# expect: '\u1b06' Cn None -
# expect: '\u1b06' Lo None 1B05 1B35
# expect: '\U00011938' Cn None -
# expect: '\U00011938' Mc None 11935 11930
# expect: '\ud7a3' Lo None 1112 1175 11C2
# expect: '\ud7a3' Lo None 1112 1175 11C2
# expect: 1451 1396
# expect: 'a' Basic Latin
# expect: '\U00010945' Sidetic
# expect: '\U00011b67' Sharada Supplement
# expect: '\U00011db5' Tolong Siki
# expect: '\U00016ea1' Beria Erfe
# expect: '\U00018d85' Tangut Components Supplement
# expect: '\U0001cec1' Miscellaneous Symbols Supplement
# expect: '\U0001e6c1' Tai Yo
# expect: '\U000323b1' CJK Unified Ideographs Extension J
# expect: '\U00033480' No_Block
# expect: 347 50644
