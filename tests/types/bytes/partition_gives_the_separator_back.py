# bytes.partition() gives the separator as it was given, whatever its class; those of a bytearray are copies.
class B(bytes):
    pass


for separator in (b"b", bytearray(b"b"), B(b"b")):
    for whole in (b"abc", B(b"abc"), bytearray(b"abc")):
        for parts in (whole.partition(separator), whole.rpartition(separator)):
            print([type(part).__name__ for part in parts], parts[1] is separator)
print(b"abc".partition(memoryview(b"b"))[1].tobytes(), [type(part).__name__ for part in b"abc".partition(B(b"x"))])

# expect: ['bytes', 'bytes', 'bytes'] True
# expect: ['bytes', 'bytes', 'bytes'] True
# expect: ['bytes', 'bytes', 'bytes'] True
# expect: ['bytes', 'bytes', 'bytes'] True
# expect: ['bytearray', 'bytearray', 'bytearray'] False
# expect: ['bytearray', 'bytearray', 'bytearray'] False
# expect: ['bytes', 'bytearray', 'bytes'] True
# expect: ['bytes', 'bytearray', 'bytes'] True
# expect: ['bytes', 'bytearray', 'bytes'] True
# expect: ['bytes', 'bytearray', 'bytes'] True
# expect: ['bytearray', 'bytearray', 'bytearray'] False
# expect: ['bytearray', 'bytearray', 'bytearray'] False
# expect: ['bytes', 'B', 'bytes'] True
# expect: ['bytes', 'B', 'bytes'] True
# expect: ['bytes', 'B', 'bytes'] True
# expect: ['bytes', 'B', 'bytes'] True
# expect: ['bytearray', 'bytearray', 'bytearray'] False
# expect: ['bytearray', 'bytearray', 'bytearray'] False
# expect: b'b' ['bytes', 'bytes', 'bytes']
