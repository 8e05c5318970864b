# min-version: 3.15
# What is said of settings that are no single characters, and of an iterator of lines that uses the reader.
import csv

for name in "delimiter", "quotechar", "escapechar":
    for value in "", "ab", 4, b",", None:
        try:
            print(name, repr(value), repr(getattr(csv.reader([], **{name: value}).dialect, name)))
        except TypeError as e:
            print(name, repr(value), e)


class Lines:
    """Takes a record from the reader whenever it is asked for a line, at most `times`."""

    def __init__(self, times):
        self.reader, self.times, self.lines = None, times, iter(["a,b", "c", "d", "e"])

    def __iter__(self):
        return self

    def __next__(self):
        if self.times:
            self.times -= 1
            try:
                print("inner", next(self.reader))
            except csv.Error as e:
                print("inner", e)
        return next(self.lines)


for times in 1, 2:
    lines = Lines(times)
    lines.reader = reader = csv.reader(lines)
    try:
        print(next(reader))
    except csv.Error as e:
        print(e)
    print(list(reader))

# expect: delimiter '' "delimiter" must be a unicode character, not a string of length 0
# expect: delimiter 'ab' "delimiter" must be a unicode character, not a string of length 2
# expect: delimiter 4 "delimiter" must be a unicode character, not int
# expect: delimiter b',' "delimiter" must be a unicode character, not bytes
# expect: delimiter None "delimiter" must be a unicode character, not NoneType
# expect: quotechar '' "quotechar" must be a unicode character or None, not a string of length 0
# expect: quotechar 'ab' "quotechar" must be a unicode character or None, not a string of length 2
# expect: quotechar 4 "quotechar" must be a unicode character or None, not int
# expect: quotechar b',' "quotechar" must be a unicode character or None, not bytes
# expect: quotechar None None
# expect: escapechar '' "escapechar" must be a unicode character or None, not a string of length 0
# expect: escapechar 'ab' "escapechar" must be a unicode character or None, not a string of length 2
# expect: escapechar 4 "escapechar" must be a unicode character or None, not int
# expect: escapechar b',' "escapechar" must be a unicode character or None, not bytes
# expect: escapechar None None
# expect: inner ['a', 'b']
# expect: iterator has already advanced the reader
# expect: [['d'], ['e']]
# expect: inner ['a', 'b']
# expect: inner iterator has already advanced the reader
# expect: iterator has already advanced the reader
# expect: [['e']]
