import unicodedata
for name in "LATIN SMALL LETTER A", "latin capital letter gha", "LATIN CAPITAL LETTER OI", "LATIN SMALL LETTER R WITH TILDE":
    for database in unicodedata, unicodedata.ucd_3_2_0:
        try:
            print(ascii(database.lookup(name)))
        except KeyError as e:
            print(e)

# expect: 'a'
# expect: 'a'
# expect: '\u01a2'
# expect: "undefined character name 'latin capital letter gha'"
# expect: '\u01a2'
# expect: '\u01a2'
# expect: 'r\u0303'
# expect: "undefined character name 'LATIN SMALL LETTER R WITH TILDE'"
