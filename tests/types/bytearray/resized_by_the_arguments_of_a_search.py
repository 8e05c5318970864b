# min-version: 3.15
# While a bytearray is searched, a class of the argument cannot resize it.
class Buffer:
    def __init__(self, array): self.array = array
    def __buffer__(self, flags):
        self.array.clear()
        return memoryview(b"A")
class Index:
    def __init__(self, array): self.array = array
    def __index__(self):
        self.array.clear()
        return 65

for kind in Buffer, Index:
    for name in "find", "rfind", "index", "rindex", "count":
        array = bytearray(b"AbA")
        try:
            print(getattr(array, name)(kind(array)))
        except BufferError as e:
            print(kind.__name__, name, e, array)
for name in "find", "count":
    array = bytearray(b"AbA")
    try:
        print(name, getattr(array, name)(b"b", Index(array)), array)
    except ValueError as e:
        print(e)

# extend() puts the bytes behind those that were there before the call.
for resize in (lambda array: array.clear(), lambda array: array.extend(b"yyy"), lambda array: array.__delitem__(slice(2, None))):
    array = bytearray(b"xxxxx")
    class Resizer:
        def __buffer__(self, flags):
            resize(array)
            return memoryview(b"new")
    array.extend(Resizer())
    print(array)

# expect: Buffer find Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Buffer rfind Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Buffer index Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Buffer rindex Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Buffer count Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Index find Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Index rfind Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Index index Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Index rindex Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: Index count Existing exports of data: object cannot be re-sized bytearray(b'AbA')
# expect: find -1 bytearray(b'')
# expect: count 0 bytearray(b'')
# expect: bytearray(b'new')
# expect: bytearray(b'xxxxxnewyyy')
# expect: bytearray(b'xxnew')
