# A raw file that is at position 0 whatever has been read, as a character device: seek() and tell() of a buffer in front of it give no negative position.
import io


class Device(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        n = min(len(buffer), len(self.data))
        buffer[:n], self.data = self.data[:n], self.data[n:]
        return n

    def write(self, data):
        return len(data)

    def seek(self, position, whence=0):
        return 0

    def tell(self):
        return 0


for kind in io.BufferedReader, io.BufferedRandom:
    file = kind(Device(b"12345"))
    print(file.seek(0, 1), file.seek(1, 0), file.seek(0, 1))
    print(file.read(1), file.tell(), file.seek(0, 1), file.read(2), file.seek(-1, 1), file.read(1), file.seek(1, 1), file.tell(), file.read())

# min-version: 3.13
# expect: 0 0 0
# expect: b'1' 0 0 b'23' 0 b'3' 0 0 b'5'
# expect: 0 0 0
# expect: b'1' 0 0 b'23' 0 b'3' 0 0 b'5'
