# flush() ends the stream behind its last byte: it cannot be copied or fed any more. A stream that is damaged says so.
# min-version: 3.15
import zlib

DATA = zlib.compress(b"hello" * 100)
DAMAGED = DATA[:-1] + b"\0"


def show(call):
    try:
        result = call()
        print(result if isinstance(result, bytes) else type(result))
    except (ValueError, zlib.error) as error:
        print(type(error).__name__, error)


def steps(*pieces):
    stream = zlib.decompressobj()
    for piece in pieces:
        show(lambda: stream.decompress(*piece)[-5:])
    return stream


stream = steps((DATA + b"rest",))
show(stream.copy)
show(stream.flush)
show(stream.copy)
show(lambda: stream.decompress(b"more"))
show(stream.flush)
print(stream.eof, stream.unused_data)

stream = steps((DATA, 5))
show(lambda: stream.flush()[-5:])
show(stream.copy)

stream = steps((DAMAGED, 1))
show(stream.flush)
show(stream.flush)

for piece in b"", DATA[:-3], b"garbage":
    stream = steps((piece,))
    show(stream.flush)
    show(stream.copy)

# expect: b'hello'
# expect: <class 'zlib.Decompress'>
# expect: b''
# expect: ValueError Inconsistent stream state
# expect: error Error -2 while decompressing data: inconsistent stream state
# expect: b''
# expect: True b'rest'
# expect: b'hello'
# expect: b'hello'
# expect: ValueError Inconsistent stream state
# expect: b'h'
# expect: error Error -3 while decompressing data: incorrect data check
# expect: error Error -3 while decompressing data: incorrect data check
# expect: b''
# expect: b''
# expect: <class 'zlib.Decompress'>
# expect: b'hello'
# expect: b''
# expect: <class 'zlib.Decompress'>
# expect: error Error -3 while decompressing data: incorrect header check
# expect: error Error -3 while decompressing data: incorrect header check
# expect: <class 'zlib.Decompress'>
