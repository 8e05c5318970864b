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

