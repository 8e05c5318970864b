import io
import os
import tempfile


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


class Nothing(io.RawIOBase):
    pass


class Source(io.RawIOBase):
    """Gives what it is asked for in bits of three bytes."""

    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(3, len(buffer), len(self.data))
        buffer[:count], self.data = self.data[:count], self.data[count:]
        return count


closed = io.BytesIO()
closed.close()
nothing = Nothing()
for name in ("_checkClosed", "_checkSeekable", "_checkReadable", "_checkWritable"):
    for stream in ("nothing", "io.BytesIO()", "closed"):
        show(f"{stream}.{name}()")

print(Source(b"all of it").readall(), Source(b"").readall(), Source(b"1234567").read(), Source(b"12345").read(4))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    with open(path, "wb") as file:
        file.write(b"0123456789" * 1000)
    with open(path, "rb", buffering=0) as raw:
        raw.seek(9995)
        print(raw.readall(), raw.readall(), type(raw).__name__)
    with io.open_code(path) as file:
        print(type(file).__name__, file.mode, file.read(3))
    show("io.open_code(5)")
    show("io.open_code('no such file')")
    show("raw.readall()")
    file = open(path, "w", encoding="latin-1", newline="\n")
    print(file.encoding, file.errors, file.line_buffering, file.write_through)
    file.write("\xe9\n")
    file.reconfigure(encoding="utf-8", errors="replace", line_buffering=True, newline="\r\n")
    file.write("\xe9\n")
    print(file.encoding, file.errors, file.line_buffering, file.write_through)
    file.reconfigure(write_through=True)
    print(file.write_through)
    for source in ("file.reconfigure(encoding='nothing')", "file.reconfigure(5)", "file.reconfigure(encoding=5)"):
        show(source)
    buffer = file.detach()
    print(type(buffer).__name__)
    for source in ("file.detach()", "file.write('x')", "file.buffer"):
        show(source)
    raw = buffer.detach()
    print(type(raw).__name__)
    for source in ("buffer.detach()", "buffer.write(b'x')"):
        show(source)
    raw.close()
    with open(path, "rb") as file:
        print(file.read())
    with open(path, encoding="utf-8") as file:

        show("file.readline() and file.reconfigure(encoding='ascii')")
show("io.StringIO().detach()")
show("io.BytesIO().detach()")
show("io.BufferedIOBase().detach()")
show("io.TextIOBase().detach()")

# readinto1() fills a buffer from one read below at most.
buffered = io.BufferedReader(Source(b"abcdefgh"), 4)
small, large = bytearray(2), bytearray(10)
print(buffered.readinto1(small), small, buffered.readinto1(large), large, buffered.readinto1(large), buffered.readinto1(bytearray(0)))
memory = io.BytesIO(b"memory")
print(memory.readinto1(small), small, memory.readinto1(large), large[:4], memory.readinto1(large))
pair = io.BufferedRWPair(Source(b"pair"), io.BytesIO())
print(pair.readinto1(large), large[:3])
for source in ("buffered.readinto1(b'constant')", "buffered.readinto1(5)", "io.BytesIO().readinto1(b'x')", "pair.readinto1('x')", "io.BufferedIOBase().readinto1(large)"):
    show(source)
print(buffered.__sizeof__() > 0, io.BufferedWriter(io.BytesIO()).__sizeof__() > 4096)

# expect: nothing._checkClosed() -> None
# expect: io.BytesIO()._checkClosed() -> None
# expect: closed._checkClosed() -> ValueError I/O operation on closed file.
# expect: nothing._checkSeekable() -> UnsupportedOperation File or stream is not seekable.
# expect: io.BytesIO()._checkSeekable() -> True
# expect: closed._checkSeekable() -> ValueError I/O operation on closed file.
# expect: nothing._checkReadable() -> UnsupportedOperation File or stream is not readable.
# expect: io.BytesIO()._checkReadable() -> True
# expect: closed._checkReadable() -> ValueError I/O operation on closed file.
# expect: nothing._checkWritable() -> UnsupportedOperation File or stream is not writable.
# expect: io.BytesIO()._checkWritable() -> True
# expect: closed._checkWritable() -> ValueError I/O operation on closed file.
# expect: b'all of it' b'' b'1234567' b'123'
# expect: b'56789' b'' FileIO
# expect: BufferedReader rb b'012'
# expect: io.open_code(5) -> TypeError
# expect: io.open_code('no such file') -> FileNotFoundError [Errno 2] No such file or directory: 'no such file'
# expect: raw.readall() -> ValueError I/O operation on closed file
# expect: latin-1 strict False False
# expect: utf-8 replace True False
# expect: True
# expect: file.reconfigure(encoding='nothing') -> LookupError unknown encoding: nothing
# expect: file.reconfigure(5) -> TypeError
# expect: file.reconfigure(encoding=5) -> TypeError
# expect: BufferedWriter
# expect: file.detach() -> ValueError underlying buffer has been detached
# expect: file.write('x') -> ValueError underlying buffer has been detached
# expect: file.buffer -> None
# expect: FileIO
# expect: buffer.detach() -> ValueError raw stream has been detached
# expect: buffer.write(b'x') -> ValueError raw stream has been detached
# expect: b'\xe9\n\xc3\xa9\r\n'
# expect: file.readline() and file.reconfigure(encoding='ascii') -> UnicodeDecodeError 'utf-8' codec can't decode byte 0xe9 in position 0: invalid continuation byte
# expect: io.StringIO().detach() -> UnsupportedOperation detach
# expect: io.BytesIO().detach() -> UnsupportedOperation detach
# expect: io.BufferedIOBase().detach() -> UnsupportedOperation detach
# expect: io.TextIOBase().detach() -> UnsupportedOperation detach
# expect: 2 bytearray(b'ab') 4 bytearray(b'ghef\x00\x00\x00\x00\x00\x00') 2 0
# expect: 2 bytearray(b'me') 4 bytearray(b'mory') 0
# expect: 3 bytearray(b'pai')
# expect: buffered.readinto1(b'constant') -> TypeError
# expect: buffered.readinto1(5) -> TypeError
# expect: io.BytesIO().readinto1(b'x') -> TypeError
# expect: pair.readinto1('x') -> TypeError
# expect: io.BufferedIOBase().readinto1(large) -> UnsupportedOperation read1
# expect: True True
