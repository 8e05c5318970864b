# What has been read ahead and what is pending when a text file is written to.
# min-version: 3.15
import io

# A pair of streams has no position: writing does not take away what has been read ahead.
pair = io.BufferedRWPair(io.BytesIO(b"foo\nbar\nbaz\n"), io.BytesIO())
f = io.TextIOWrapper(pair)
line = f.readline()
f.write(line)
print(repr(line + f.readline() + f.readline()))
# A file has one.
data = io.BytesIO(b"foo\nbar\nbaz\n")
f = io.TextIOWrapper(data)
line = f.readline()
f.write("X")
f.flush()
print(repr(line), data.getvalue())

# Writing a large text writes out what is pending first, also what the stream itself has written meanwhile.
class Stream(io.RawIOBase):
    def __init__(self):
        self.parts = []
    def writable(self):
        return True
    def write(self, data):
        self.parts.append(bytes(data))
        if len(self.parts) == 1:
            f.write("middle")
        return len(data)
for chunk in ("abc", ""):
    stream = Stream()
    f = io.TextIOWrapper(stream)
    f.write(chunk)
    f.write("def")
    f.write("g" * 8192)
    f.flush()
    print([part[:8] for part in stream.parts])

# read() of a raw stream whose readinto() keeps a view of the buffer.
class Keeps(io.RawIOBase):
    def __init__(self, count):
        self.count = count
    def readable(self):
        return True
    def readinto(self, buffer):
        self.view = memoryview(buffer)
        buffer[:3] = b"abc"
        return self.count
for count in (3, 0, 4):
    try:
        print(Keeps(count).read(4))
    except BufferError as e:
        print(type(e).__name__)

# expect: 'foo\nbar\nbaz\n'
# expect: 'foo\n' b'foo\nbar\nbaz\nX'
# expect: [b'abcdef', b'middle', b'gggggggg']
# expect: [b'def', b'middle', b'gggggggg']
# expect: BufferError
# expect: BufferError
# expect: BufferError
