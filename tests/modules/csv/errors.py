import csv
import io


def attempt(action):
    try:
        print(action())
    except (csv.Error, TypeError) as error:
        print(type(error).__name__, error)


attempt(lambda: csv.reader([], "unknown"))
attempt(lambda: csv.reader([], delimiter=",,"))
attempt(lambda: csv.reader([], quoting=9))
attempt(lambda: csv.reader([], quotechar=None, quoting=csv.QUOTE_ALL))
attempt(lambda: list(csv.reader([b"x"])))
attempt(lambda: list(csv.reader(['"a"b'], strict=True)))
attempt(lambda: list(csv.reader(['"a'], strict=True)))
attempt(lambda: csv.writer(3))
attempt(lambda: csv.writer(io.StringIO()).writerow(3))
attempt(lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]))
attempt(lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow([""]))
attempt(lambda: csv.unregister_dialect("unknown"))
attempt(lambda: csv.register_dialect(3))
csv.field_size_limit(5)
attempt(lambda: list(csv.reader(["longer than five"])))

# expect: Error unknown dialect
# expect-before-3.15: TypeError "delimiter" must be a 1-character string
# expect-since-3.15: TypeError "delimiter" must be a unicode character, not a string of length 2
# expect: TypeError bad "quoting" value
# expect: TypeError quotechar must be set if quoting enabled
# expect: Error iterator should return strings, not bytes (the file should be opened in text mode)
# expect: Error ',' expected after '"'
# expect: Error unexpected end of data
# expect: TypeError argument 1 must have a "write" method
# expect: Error iterable expected, not int
# expect: Error need to escape, but no escapechar set
# expect: Error single empty field record must be quoted
# expect: Error unknown dialect
# expect: TypeError dialect name must be a string
# expect: Error field larger than field limit (5)
