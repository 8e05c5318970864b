# min-version: 3.12
m = b"abc".__buffer__(0)
print(type(m).__name__, bytes(m), m.readonly)
ba = bytearray(b"abc")
with ba.__buffer__(0) as v:
    v[0] = 65
    try:
        ba.append(1)
    except BufferError as e:
        print(e)
print(ba)
v = memoryview(ba)
print(bytes(v.__buffer__(0)))

# expect: memoryview b'abc' True
# expect: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'Abc')
# expect: b'Abc'
