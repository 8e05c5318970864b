import io

FAR = 2**63 - 1

for make, item in (io.BytesIO, b"x"), (io.StringIO, "x"):
    for position in 2**62, FAR - 40, FAR:
        stream = make()
        stream.seek(position)
        print(position, stream.read(), stream.readline(), stream.truncate())
        try:
            stream.write(item)
        except (OverflowError, MemoryError) as error:
            print(type(error).__name__, error)
        stream.seek(0)
        print(stream.write(item), stream.getvalue())

# expect: 4611686018427387904 b'' b'' 4611686018427387904
# expect: MemoryError 
# expect: 1 b'x'
# expect: 9223372036854775767 b'' b'' 9223372036854775767
# expect: MemoryError 
# expect: 1 b'x'
# expect: 9223372036854775807 b'' b'' 9223372036854775807
# expect: OverflowError new buffer size too large
# expect: 1 b'x'
# expect: 4611686018427387904   4611686018427387904
# expect: OverflowError new buffer size too large
# expect: 1 x
# expect: 9223372036854775767   9223372036854775767
# expect: OverflowError new buffer size too large
# expect: 1 x
# expect: 9223372036854775807   9223372036854775807
# expect: OverflowError new position too large
# expect: 1 x
