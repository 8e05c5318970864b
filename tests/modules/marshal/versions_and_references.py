# Older versions of the format, references to objects that have been written before, and what is too deep or too short.
import io
import marshal

text, number = "abc" * 10, 10**20
value = [text, text, b"ab", "\xe9", number, number, 5, (1, 2), text[:2], True, None, ...]
for version in range(5):
    data = marshal.dumps(value, version)
    again = marshal.loads(data)
    print(version, again == value, again[0] is again[1], again[4] is again[5], type(again[7]).__name__)
for version in -1, 0, 1:
    print(marshal.dumps([1.5, -0.0, 1e300, 2.5j], version))
print(marshal.dumps([1.5, 2j], 2))
print(marshal.dumps("a" * 300, 4)[1:6], marshal.dumps("a" * 300, 3)[1:6], marshal.dumps(tuple(range(300)), 4)[1:5])

loop = []
loop.append(loop)
mapping = {}
mapping[None] = mapping
pair = ([],)
pair[0].append(pair)
for version in range(5):
    for thing in loop, mapping, pair:
        try:
            again = marshal.loads(marshal.dumps(thing, version))
        except ValueError as e:
            print(version, e)
        else:
            inner = again[None] if isinstance(again, dict) else again[0]
            print(version, inner is again or inner[0] is again)

SAMPLES = (b"", b"(", b"(\2\0\0\0N", b"i\0", b"s\5\0\0\0ab", b"{N", b"z", b"q", b"r\5\0\0\0", b"f\x031.5", b"f\3abc",
           b"x\x011\x012", b"I12345678", b"I\xff\xff\xff\xff\xff\xff\xff\xff", b"(\xff\xff\xff\xffN", b"s\xff\xff\xff\xffN",
           b"[\1\0\0\0r\0\0\0\0", b"\xdb\1\0\0\0r\0\0\0\0", b"\xbe\1\0\0\0r\0\0\0\0", b">\xff\xff\xff\xff", b"f\2", b"\xfbN0",
           b"a\3\0\0\0\xff\xff\xff", b"c", b"g123", b"\xfbr\0\0\0\0N0", b"\xbc\1\0\0\0r\0\0\0\0", b")\1" * 3000 + b"N")
for data in SAMPLES:
    for load in marshal.loads, lambda d: marshal.load(io.BytesIO(d)):
        try:
            print(repr(load(data))[:50])
        except (ValueError, EOFError) as e:
            print(type(e).__name__, e)
        except TypeError as e:
            print(type(e).__name__, "unhashable" in str(e))

deep = last = []
for _ in range(1998):
    last.append([0])
    last = last[-1]
print(len(marshal.loads(marshal.dumps(deep))[0]))
last.append([0])
try:
    marshal.dumps(deep)
except ValueError as e:
    print(e)

for kind in set, frozenset:
    print(marshal.dumps(kind(["x", b"x", 7, "y", 3, 1.5]), 2))

# expect: 0 True False False tuple
# expect: 1 True False False tuple
# expect: 2 True False False tuple
# expect: 3 True True True tuple
# expect: 4 True True True tuple
# expect: b'[\x04\x00\x00\x00f\x031.5f\x02-0f\x171.0000000000000001e+300x\x010\x032.5'
# expect: b'[\x04\x00\x00\x00f\x031.5f\x02-0f\x171.0000000000000001e+300x\x010\x032.5'
# expect: b'[\x04\x00\x00\x00f\x031.5f\x02-0f\x171.0000000000000001e+300x\x010\x032.5'
# expect: b'[\x02\x00\x00\x00g\x00\x00\x00\x00\x00\x00\xf8?y\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00@'
# expect: b',\x01\x00\x00a' b',\x01\x00\x00a' b',\x01\x00\x00'
# expect: 0 object too deeply nested to marshal
# expect: 0 object too deeply nested to marshal
# expect: 0 object too deeply nested to marshal
# expect: 1 object too deeply nested to marshal
# expect: 1 object too deeply nested to marshal
# expect: 1 object too deeply nested to marshal
# expect: 2 object too deeply nested to marshal
# expect: 2 object too deeply nested to marshal
# expect: 2 object too deeply nested to marshal
# expect: 3 True
# expect: 3 True
# expect: 3 True
# expect: 4 True
# expect: 4 True
# expect: 4 True
# expect: EOFError EOF read where object expected
# expect: EOFError EOF read where object expected
# expect: EOFError marshal data too short
# expect: EOFError EOF read where not expected
# expect: EOFError EOF read where object expected
# expect: EOFError EOF read where object expected
# expect: EOFError marshal data too short
# expect: EOFError EOF read where not expected
# expect: EOFError marshal data too short
# expect: EOFError EOF read where not expected
# expect: EOFError EOF read where object expected
# expect: EOFError EOF read where object expected
# expect: EOFError EOF read where not expected
# expect: EOFError EOF read where not expected
# expect: ValueError bad marshal data (unknown type code)
# expect: ValueError bad marshal data (unknown type code)
# expect: ValueError bad marshal data (invalid reference)
# expect: ValueError bad marshal data (invalid reference)
# expect: 1.5
# expect: 1.5
# expect: ValueError could not convert string to float: 'abc'
# expect: ValueError could not convert string to float: 'abc'
# expect: (1+2j)
# expect: (1+2j)
# expect: 4050765991979987505
# expect: 4050765991979987505
# expect: -1
# expect: -1
# expect: ValueError bad marshal data (tuple size out of range)
# expect: ValueError bad marshal data (tuple size out of range)
# expect: ValueError bad marshal data (bytes object size out of range)
# expect: ValueError bad marshal data (bytes object size out of range)
# expect: ValueError bad marshal data (invalid reference)
# expect: ValueError bad marshal data (invalid reference)
# expect: [[...]]
# expect: [[...]]
# expect: ValueError bad marshal data (invalid reference)
# expect: ValueError bad marshal data (invalid reference)
# expect: ValueError bad marshal data (set size out of range)
# expect: ValueError bad marshal data (set size out of range)
# expect: EOFError marshal data too short
# expect: EOFError EOF read where not expected
# expect: {}
# expect: {}
# expect: 'ÿÿÿ'
# expect: 'ÿÿÿ'
# expect: EOFError marshal data too short
# expect: EOFError EOF read where not expected
# expect: EOFError marshal data too short
# expect: EOFError EOF read where not expected
# expect: TypeError True
# expect: TypeError True
# expect: TypeError True
# expect: TypeError True
# expect: ValueError recursion limit exceeded
# expect: ValueError recursion limit exceeded
# expect: 2
# expect: object too deeply nested to marshal
# expect: b'<\x06\x00\x00\x00g\x00\x00\x00\x00\x00\x00\xf8?i\x03\x00\x00\x00i\x07\x00\x00\x00s\x01\x00\x00\x00xu\x01\x00\x00\x00xu\x01\x00\x00\x00y'
# expect: b'>\x06\x00\x00\x00g\x00\x00\x00\x00\x00\x00\xf8?i\x03\x00\x00\x00i\x07\x00\x00\x00s\x01\x00\x00\x00xu\x01\x00\x00\x00xu\x01\x00\x00\x00y'
