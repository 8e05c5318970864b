# What is said of settings that are no single characters, and of an iterator of lines that uses the reader.
import csv
import sys

if sys.version_info < (3, 15):
    sys.exit()

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

# expect-since-3.15: delimiter '' "delimiter" must be a unicode character, not a string of length 0
# expect-since-3.15: delimiter 'ab' "delimiter" must be a unicode character, not a string of length 2
# expect-since-3.15: delimiter 4 "delimiter" must be a unicode character, not int
# expect-since-3.15: delimiter b',' "delimiter" must be a unicode character, not bytes
# expect-since-3.15: delimiter None "delimiter" must be a unicode character, not NoneType
# expect-since-3.15: quotechar '' "quotechar" must be a unicode character or None, not a string of length 0
# expect-since-3.15: quotechar 'ab' "quotechar" must be a unicode character or None, not a string of length 2
# expect-since-3.15: quotechar 4 "quotechar" must be a unicode character or None, not int
# expect-since-3.15: quotechar b',' "quotechar" must be a unicode character or None, not bytes
# expect-since-3.15: quotechar None None
# expect-since-3.15: escapechar '' "escapechar" must be a unicode character or None, not a string of length 0
# expect-since-3.15: escapechar 'ab' "escapechar" must be a unicode character or None, not a string of length 2
# expect-since-3.15: escapechar 4 "escapechar" must be a unicode character or None, not int
# expect-since-3.15: escapechar b',' "escapechar" must be a unicode character or None, not bytes
# expect-since-3.15: escapechar None None
# expect-since-3.15: inner ['a', 'b']
# expect-since-3.15: iterator has already advanced the reader
# expect-since-3.15: [['d'], ['e']]
# expect-since-3.15: inner ['a', 'b']
# expect-since-3.15: inner iterator has already advanced the reader
# expect-since-3.15: iterator has already advanced the reader
# expect-since-3.15: [['e']]
