# The names that search functions are asked for: normalized as before 3.15, or in lower case with "-" for blanks.
import codecs
import warnings

asked = []


def search(name):
    asked.append(name)
    return (name, 2, 3, 4) if name.startswith("test.") else None


codecs.register(search)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for name in "test.aaa_8", "TEST.AAA-8", "TEST.AAA 8", "TEST.AAA---8", "TEST.AAA   8", "TEST.AAA...8", "TEST.AAA\xe9\u20ac-8":
        print(ascii(codecs.lookup(name)))
    for w in caught:
        print(w.category.__name__, w.message)
print(asked == [codecs.lookup(name)[0] for name in asked], codecs.lookup("UTF 8").name, codecs.lookup("Latin-1").name, "a".encode("UTF_8"))
codecs.unregister(search)

# expect: ('test.aaa_8', 2, 3, 4)
# expect-before-3.15: ('test.aaa_8', 2, 3, 4)
# expect-before-3.15: ('test.aaa_8', 2, 3, 4)
# expect-before-3.15: ('test.aaa_8', 2, 3, 4)
# expect-before-3.15: ('test.aaa_8', 2, 3, 4)
# expect-since-3.15: ('test.aaa-8', 2, 3, 4)
# expect-since-3.15: ('test.aaa-8', 2, 3, 4)
# expect-since-3.15: ('test.aaa---8', 2, 3, 4)
# expect-since-3.15: ('test.aaa---8', 2, 3, 4)
# expect: ('test.aaa...8', 2, 3, 4)
# expect-before-3.15: ('test.aaa_8', 2, 3, 4)
# expect-since-3.15: ('test.aaa\xe9\u20ac-8', 2, 3, 4)
# expect-since-3.15: DeprecationWarning Support for non-ascii encoding names will be removed in 3.17
# expect: True utf-8 iso8859-1 b'a'
