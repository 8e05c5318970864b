# bytearray: __init__ empties it before it looks at the source; __index__ of a key may change it.
def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for source in ((0, "aaa"), (-1,), (object(),), ("text",), (1, 2, 3, 4)):
    data = bytearray(b"abc")
    print(outcome(data.__init__, *source).split(":")[0], data)
data = bytearray(b"abc")
data.__init__(data)
print(data)
data = bytearray(b"abc")
view = memoryview(data)
print(outcome(data.__init__, b"xyz"), data)
print(bytearray(b"").__init__(b"new"))


class Clearing:
    def __init__(self, data, index):
        self.data, self.index = data, index

    def __index__(self):
        self.data.clear()
        return self.index


for index in (0, 1, -1):
    data = bytearray(b"abc")
    print(outcome(data.__getitem__, Clearing(data, index)), data)
data = bytearray(b"abc")
print(data[slice(Clearing(data, 0), 2)], data)
print(outcome(data.__getitem__, "x"), outcome(b"abc".__getitem__, "x"), outcome(b"abc".__getitem__, 3), b"abc"[-3], b"abcdef"[::-2])
for index in (2**63, -(2**63) - 1, 2):
    print(outcome(bytearray(b"a").pop, index).split(":")[0], outcome([1].pop, index).split(":")[0])

# expect: TypeError bytearray(b'')
# expect: ValueError bytearray(b'')
# expect: TypeError bytearray(b'')
# expect: TypeError bytearray(b'')
# expect: TypeError bytearray(b'abc')
# expect: bytearray(b'')
# expect: BufferError: Existing exports of data: object cannot be re-sized bytearray(b'abc')
# expect: None
# expect: IndexError: bytearray index out of range bytearray(b'')
# expect: IndexError: bytearray index out of range bytearray(b'')
# expect: IndexError: bytearray index out of range bytearray(b'')
# expect: bytearray(b'') bytearray(b'')
# expect: TypeError: bytearray indices must be integers or slices, not str TypeError: byte indices must be integers or slices, not str IndexError: index out of range 97 b'fdb'
# expect: OverflowError OverflowError
# expect: OverflowError OverflowError
# expect: IndexError IndexError
