# The width of characters that 3.2 does not have is another one since CPython 3.12.
# min-version: 3.12
import unicodedata

old = unicodedata.ucd_3_2_0
print(type(old), isinstance(old, unicodedata.UCD), old.unidata_version)
try:
    unicodedata.UCD()
except TypeError as e:
    print(e)
# As today; of another category, direction, width; a superscript, a digit of another script; not there yet; with a corrected decomposition.
for char in "a\u023a\xad/\xb2\u1369\u169b\ua77f\u3400\u9fbc\U00020000\U0001f600\U0002f868\u0344":
    for database in old, unicodedata:
        numbers = [getattr(database, name)(char, None) for name in ("decimal", "digit", "numeric", "name")]
        print(ascii(char), database.category(char), database.bidirectional(char), database.combining(char), database.mirrored(char),
              database.east_asian_width(char), database.decomposition(char), *numbers)
text = "\U0002f868\U0002f874\ufa2e\uac00\u1e9b\u0323\u0344\U0001d15e\ua69c"
for form in "NFC", "NFD", "NFKC", "NFKD":
    print(form, ascii(old.normalize(form, text)), ascii(unicodedata.normalize(form, text)), old.is_normalized(form, text), old.is_normalized(form, "\ufa2e"),
          unicodedata.is_normalized(form, "\ufa2e"))

# expect: <class 'unicodedata.UCD'> True 3.2.0
# expect: cannot create 'unicodedata.UCD' instances
# expect: 'a' Ll L 0 0 Na  None None None LATIN SMALL LETTER A
# expect: 'a' Ll L 0 0 Na  None None None LATIN SMALL LETTER A
# expect: '\u023a' Cn  0 0 N  None None None None
# expect: '\u023a' Lu L 0 0 N  None None None LATIN CAPITAL LETTER A WITH STROKE
# expect: '\xad' Pd ON 0 0 A  None None None SOFT HYPHEN
# expect: '\xad' Cf BN 0 0 A  None None None SOFT HYPHEN
# expect: '/' Po ES 0 0 Na  None None None SOLIDUS
# expect: '/' Po CS 0 0 Na  None None None SOLIDUS
# expect: '\xb2' No EN 0 0 A <super> 0032 2 2 2.0 SUPERSCRIPT TWO
# expect: '\xb2' No EN 0 0 A <super> 0032 None 2 2.0 SUPERSCRIPT TWO
# expect: '\u1369' Nd L 0 0 N  1 1 1.0 ETHIOPIC DIGIT ONE
# expect: '\u1369' No L 0 0 N  None 1 1.0 ETHIOPIC DIGIT ONE
# expect: '\u169b' Ps ON 0 0 N  None None None OGHAM FEATHER MARK
# expect: '\u169b' Ps ON 0 1 N  None None None OGHAM FEATHER MARK
# expect: '\ua77f' Cn  0 0 N  None None None None
# expect: '\ua77f' Ll L 0 0 N  None None None LATIN SMALL LETTER TURNED INSULAR G
# expect: '\u3400' Lo L 0 0 W  None None None CJK UNIFIED IDEOGRAPH-3400
# expect: '\u3400' Lo L 0 0 W  None None None CJK UNIFIED IDEOGRAPH-3400
# expect: '\u9fbc' Cn  0 0 N  None None None None
# expect: '\u9fbc' Lo L 0 0 W  None None None CJK UNIFIED IDEOGRAPH-9FBC
# expect: '\U00020000' Lo L 0 0 W  None None None CJK UNIFIED IDEOGRAPH-20000
# expect: '\U00020000' Lo L 0 0 W  None None None CJK UNIFIED IDEOGRAPH-20000
# expect: '\U0001f600' Cn  0 0 N  None None None None
# expect: '\U0001f600' So ON 0 0 W  None None None GRINNING FACE
# expect: '\U0002f868' Lo L 0 0 W 36FC None None None CJK COMPATIBILITY IDEOGRAPH-2F868
# expect: '\U0002f868' Lo L 0 0 W 36FC None None None CJK COMPATIBILITY IDEOGRAPH-2F868
# expect: '\u0344' Mn NSM 230 0 A 0308 0301 None None None COMBINING GREEK DIALYTIKA TONOS
# expect: '\u0344' Mn NSM 230 0 A 0308 0301 None None None COMBINING GREEK DIALYTIKA TONOS
# expect: NFC '\U0002136a\u5f33\ufa2e\uac00\u1e9b\u0323\u0308\u0301\U0001d157\U0001d165\ua69c' '\u36fc\u5f53\u90de\uac00\u1e9b\u0323\u0308\u0301\U0001d157\U0001d165\ua69c' False True False
# expect: NFD '\U0002136a\u5f33\ufa2e\u1100\u1161\u017f\u0323\u0307\u0308\u0301\U0001d157\U0001d165\ua69c' '\u36fc\u5f53\u90de\u1100\u1161\u017f\u0323\u0307\u0308\u0301\U0001d157\U0001d165\ua69c' False True False
# expect: NFKC '\U0002136a\u5f33\ufa2e\uac00\u1e69\u0308\u0301\U0001d157\U0001d165\ua69c' '\u36fc\u5f53\u90de\uac00\u1e69\u0308\u0301\U0001d157\U0001d165\u044a' False True False
# expect: NFKD '\U0002136a\u5f33\ufa2e\u1100\u1161s\u0323\u0307\u0308\u0301\U0001d157\U0001d165\ua69c' '\u36fc\u5f53\u90de\u1100\u1161s\u0323\u0307\u0308\u0301\U0001d157\U0001d165\u044a' False True False
