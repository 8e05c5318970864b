# os.readinto() is of 3.14; the model says what it does.
import os
import tempfile


def model(fd, buffer, /):
    view = memoryview(buffer)
    if view.readonly:
        raise TypeError("read-write")
    data = os.read(fd, len(view))
    view[: len(data)] = data
    return len(data)


readinto = getattr(os, "readinto", model)
with tempfile.TemporaryFile() as file:
    fd = file.fileno()
    print(os.pwritev(fd, [b"spam", bytearray(b"eggs")], 2), os.pwritev(fd, [], 0), os.pwritev(fd, (b"ab",), 0, 0))
    one, two = bytearray(3), bytearray(4)
    print(os.preadv(fd, [one, two], 1), one, two, os.preadv(fd, [one], 100), os.preadv(fd, [one], 7, 0), one)
    buffer = bytearray(7)
    print(readinto(fd, buffer), buffer, readinto(fd, memoryview(buffer)[2:5]), buffer, readinto(fd, buffer), readinto(fd, bytearray()))
    for bad in ("text", b"fixed", 14):
        try:
            readinto(fd, bad)
        except TypeError:
            print("TypeError")
    for call in (lambda: os.preadv(fd, [b"fixed"], 0), lambda: os.pwritev(fd, ["text"], 0), lambda: os.preadv(fd, [one], -1)):
        try:
            call()
        except (TypeError, OSError) as e:
            print(type(e).__name__)
reader, writer = os.pipe()
os.set_blocking(reader, False)
try:
    readinto(reader, bytearray(5))
except BlockingIOError as e:
    print(e)
os.close(writer)
print(readinto(reader, bytearray(5)))

# expect: 8 0 2
# expect: 7 bytearray(b'ggs') bytearray(b'ameg') 0 3 bytearray(b'ggs')
# expect: 7 bytearray(b'abggsme') 3 bytearray(b'abggsme') 0 0
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect-error: BufferError: Object is not writable.
# status: 1
