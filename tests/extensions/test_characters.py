# Properties of characters, values in the format of marshal, and what C code tells to those who watch the program.
import marshal
import sys
import tracemalloc

import characters as c


def show(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for char in "aZ5 \n\x85_\u00aa\u00b2\u00bc\u00df\u0130\u0131\u01c5\u0660\u1fb3\ufb01\u2167\u4e00\u3007\U0001d7d8\U0001f600\u2028\u00a0\ud800\U0010ffff":
    print(ascii(char), c.kinds(char), ascii(c.mapped(char)), c.behind(char))
print(all(map(c.behind, map(chr, range(0x3000)))))

values = [None, True, 5, -2**70, 1.5, 2j, "text", "\u4e00", b"bytes", (1, (2,)), [1], {"key": [2]}, {3}, frozenset({4}), ...]
for value in values:
    assert c.load(c.dump(value)) == value, value
    for version in range(5):
        assert c.dump(value, version)[:1] and marshal.loads(c.dump(value, version)) == value
code = compile("6 * 7", "x", "eval")
print(eval(c.load(c.dump(code))), c.load(marshal.dumps([1, 2])), marshal.loads(c.dump({"a": 1})))
show(c.load, b"")
show(c.load, b"[\5")
show(c.dump, object())

show(c.audit, "unheard")
show(c.audit_list, [])
heard = []


def hook(event, args):
    if event.startswith("mine."):
        heard.append((event, args))
        if args == ("forbidden",):
            raise PermissionError("no")


sys.addaudithook(hook)
show(c.audit, "x")
print(*heard, sep="\n")
show(c.audit, "forbidden")
print(len(heard), heard[-1])
show(c.audit_list, [])

print(c.track(5, 4096, 100), c.track(5, 4096, -1))
tracemalloc.start()
print(c.track(5, 4096, 1000), c.track(5, 4096, 100), c.track(6, 4096, 50), c.track(5, 8192, 30))


def traced():
    return sorted((trace.domain, trace.size) for trace in tracemalloc.take_snapshot().filter_traces([tracemalloc.DomainFilter(False, 0)]).traces)


print(traced())
print(c.track(5, 4096, -1), c.track(7, 4096, -1), traced())
place = tracemalloc.take_snapshot().filter_traces([tracemalloc.DomainFilter(True, 6)]).traces[0].traceback[0]
print(place.filename == __file__, place.lineno)
tracemalloc.stop()
print(c.track(5, 4096, 100))

text, same = c.line(__file__, 2)
print(text.rstrip(), same, c.line(__file__, 10**6), c.line("no such file", 1))
print(c.hashes(OSError()), c.hashes(ValueError()))

# expect: 'a' 01000000111 ('a', 'A', 'A', -1, -1, -1.0) True
# expect: 'Z' 00100000111 ('z', 'Z', 'Z', -1, -1, -1.0) True
# expect: '5' 00000111101 ('5', '5', '5', 5, 5, 5.0) True
# expect: ' ' 10000000100 (' ', ' ', ' ', -1, -1, -1.0) True
# expect: '\n' 10001000000 ('\n', '\n', '\n', -1, -1, -1.0) True
# expect: '\x85' 10001000000 ('\x85', '\x85', '\x85', -1, -1, -1.0) True
# expect: '_' 00000000100 ('_', '_', '_', -1, -1, -1.0) True
# expect: '\xaa' 01000000111 ('\xaa', '\xaa', '\xaa', -1, -1, -1.0) True
# expect: '\xb2' 00000011101 ('\xb2', '\xb2', '\xb2', -1, 2, 2.0) True
# expect: '\xbc' 00000001101 ('\xbc', '\xbc', '\xbc', -1, -1, 0.25) True
# expect: '\xdf' 01000000111 ('\xdf', 'S', 'S', -1, -1, -1.0) True
# expect: '\u0130' 00100000111 ('i', '\u0130', '\u0130', -1, -1, -1.0) True
# expect: '\u0131' 01000000111 ('\u0131', 'I', 'I', -1, -1, -1.0) True
# expect: '\u01c5' 00010000111 ('\u01c6', '\u01c4', '\u01c5', -1, -1, -1.0) True
# expect: '\u0660' 00000111101 ('\u0660', '\u0660', '\u0660', 0, 0, 0.0) True
# expect: '\u1fb3' 01000000111 ('\u1fb3', '\u0391', '\u1fbc', -1, -1, -1.0) True
# expect: '\ufb01' 01000000111 ('\ufb01', 'F', 'F', -1, -1, -1.0) True
# expect: '\u2167' 00100001101 ('\u2177', '\u2167', '\u2167', -1, -1, 8.0) True
# expect: '\u4e00' 00000001111 ('\u4e00', '\u4e00', '\u4e00', -1, -1, 1.0) True
# expect: '\u3007' 00000001101 ('\u3007', '\u3007', '\u3007', -1, -1, 0.0) True
# expect: '\U0001d7d8' 00000111101 ('\U0001d7d8', '\U0001d7d8', '\U0001d7d8', 0, 0, 0.0) True
# expect: '\U0001f600' 00000000100 ('\U0001f600', '\U0001f600', '\U0001f600', -1, -1, -1.0) True
# expect: '\u2028' 10001000000 ('\u2028', '\u2028', '\u2028', -1, -1, -1.0) True
# expect: '\xa0' 10000000000 ('\xa0', '\xa0', '\xa0', -1, -1, -1.0) True
# expect: '\ud800' 00000000000 ('\ud800', '\ud800', '\ud800', -1, -1, -1.0) True
# expect: '\U0010ffff' 00000000000 ('\U0010ffff', '\U0010ffff', '\U0010ffff', -1, -1, -1.0) True
# expect: True
# expect: 42 [1, 2] {'a': 1}
# expect: EOFError: EOF read where object expected
# expect: EOFError: marshal data too short
# expect: ValueError: unmarshallable object
# expect: None
# expect: TypeError: args must be tuple, got list
# expect: None
# expect: ('mine.none', ())
# expect: ('mine.one', ('x',))
# expect: ('mine.more', (1, 'two'))
# expect: ('mine.tuple', ('x',))
# expect: ('mine.given', (7, 'x'))
# expect: ('mine.null', ())
# expect: PermissionError: no
# expect: 8 ('mine.one', ('forbidden',))
# expect: TypeError: args must be tuple, got list
# expect: -2 -2
# expect: 0 0 0 0
# expect: [(5, 30), (5, 100), (6, 50)]
# expect: 0 0 [(5, 30), (6, 50)]
# expect: True 52
# expect: -2
# expect: import marshal 1 None None
# expect: (2305843009213693951, 1000003, 61, 1) (2305843009213693951, 1000003, 61, 0)
