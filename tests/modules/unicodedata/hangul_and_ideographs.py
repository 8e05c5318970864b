# Since 3.15 a syllable of Hangul decomposes into its letters; the code in an ideograph's name has no leading zero.
import sys
import unicodedata

NEW = sys.version_info >= (3, 15)
for char, letters in ("\uac00", "1100 1161"), ("\uac01", "1100 1161 11A8"), ("\ud7a3", "1112 1175 11C2"):
    for database in unicodedata, unicodedata.ucd_3_2_0:
        print(database.decomposition(char) == (letters if NEW else ""))
print(unicodedata.decomposition("\xe9"), unicodedata.decomposition("a") == "", unicodedata.decomposition("\u1100") == "", unicodedata.decomposition("\ufb01"))
for name in "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-04E0", "CJK UNIFIED IDEOGRAPH-20000", "CJK UNIFIED IDEOGRAPH-020000", "CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE AC00":
    try:
        print(name, ascii(unicodedata.lookup(name)))
    except KeyError as error:
        print(error)

# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: 0065 0301 True True <compat> 0066 0069
# expect: CJK UNIFIED IDEOGRAPH-4E00 '\u4e00'
# expect: "undefined character name 'CJK UNIFIED IDEOGRAPH-04E0'"
# expect: CJK UNIFIED IDEOGRAPH-20000 '\U00020000'
# expect: "undefined character name 'CJK UNIFIED IDEOGRAPH-020000'"
# expect: "undefined character name 'CJK UNIFIED IDEOGRAPH-'"
# expect: "undefined character name 'HANGUL SYLLABLE AC00'"
