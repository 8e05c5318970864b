import io, pickle

for f in (io.BytesIO(b"abc"), io.BufferedReader(io.BytesIO(b"abc"))):
    for target in (b"xyz", memoryview(b"xyz"), "xyz"):
        try:
            f.readinto(target)
        except TypeError as error:
            print(type(f).__name__, error)
    room = bytearray(2)
    print(f.readinto(room), room)

s = io.StringIO("a\r\nb\n", newline=None)
s.seek(2)
again = pickle.loads(pickle.dumps(s))
print(again.getvalue() == s.getvalue(), again.tell(), again.read())

# expect: BytesIO readinto() argument must be read-write bytes-like object, not bytes
# expect: BytesIO readinto() argument must be read-write bytes-like object, not memoryview
# expect: BytesIO readinto() argument must be read-write bytes-like object, not str
# expect: 2 bytearray(b'ab')
# expect: BufferedReader readinto() argument must be read-write bytes-like object, not bytes
# expect: BufferedReader readinto() argument must be read-write bytes-like object, not memoryview
# expect: BufferedReader readinto() argument must be read-write bytes-like object, not str
# expect: 2 bytearray(b'ab')
# expect: True 2 b
# expect:
