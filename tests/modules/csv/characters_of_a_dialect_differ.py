# min-version: 3.13
# A character that has a meaning is no end of a line, no space that is skipped, and has one meaning only.
import csv
import io

for settings in (
    dict(delimiter="\n"), dict(delimiter="\r"), dict(quotechar="\n"), dict(escapechar="\r"), dict(delimiter=" "), dict(delimiter=" ", skipinitialspace=True),
    dict(quotechar=" "), dict(quotechar=" ", skipinitialspace=True), dict(escapechar=" ", skipinitialspace=True), dict(delimiter="x", lineterminator="axb"),
    dict(quotechar="'", lineterminator="'"), dict(escapechar=","), dict(quotechar=","), dict(escapechar='"'), dict(escapechar=None, quotechar=None, quoting=csv.QUOTE_NONE),
):
    for make in csv.reader, csv.writer:
        try:
            make(io.StringIO(), **settings)
            print(settings, "is a dialect")
        except ValueError as error:
            print(error)

# expect: bad delimiter value
# expect: bad delimiter value
# expect: bad delimiter value
# expect: bad delimiter value
# expect: bad quotechar value
# expect: bad quotechar value
# expect: bad escapechar value
# expect: bad escapechar value
# expect: {'delimiter': ' '} is a dialect
# expect: {'delimiter': ' '} is a dialect
# expect: {'delimiter': ' ', 'skipinitialspace': True} is a dialect
# expect: {'delimiter': ' ', 'skipinitialspace': True} is a dialect
# expect: {'quotechar': ' '} is a dialect
# expect: {'quotechar': ' '} is a dialect
# expect: bad quotechar value
# expect: bad quotechar value
# expect: bad escapechar value
# expect: bad escapechar value
# expect: bad delimiter or lineterminator value
# expect: bad delimiter or lineterminator value
# expect: bad quotechar or lineterminator value
# expect: bad quotechar or lineterminator value
# expect: bad delimiter or escapechar value
# expect: bad delimiter or escapechar value
# expect: bad delimiter or quotechar value
# expect: bad delimiter or quotechar value
# expect: bad escapechar or quotechar value
# expect: bad escapechar or quotechar value
# expect: {'escapechar': None, 'quotechar': None, 'quoting': 3} is a dialect
# expect: {'escapechar': None, 'quotechar': None, 'quoting': 3} is a dialect
