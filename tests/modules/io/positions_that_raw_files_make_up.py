import io

FAR = 2**63 - 1


class Raw(io.RawIOBase):
    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, room):
        room[:3] = b"abc"
        return 3

    def write(self, data):
        return len(data)

    def tell(self):
        return FAR

    def seek(self, target, whence=0):
        return FAR


for make in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
    file = make(Raw(), 8)
    print(make.__name__, file.tell(), file.seek(1), file.tell())
    if make is not io.BufferedWriter:
        print(file.read(2), file.tell() == FAR - 1, file.seek(0, 1) > 0, file.read(2), file.seek(5) == FAR, file.read(1), file.seek(-1, 2) == FAR, file.read(9))
    if make is not io.BufferedReader:
        print(file.write(b"x" * 5), file.write(b"y" * 20), file.flush(), file.seek(2) == FAR, file.tell() == FAR)
    file.close()

# expect: BufferedReader 9223372036854775807 9223372036854775807 9223372036854775807
# expect: b'ab' True True b'ca' True b'a' True b'abcabcabc'
# expect: BufferedWriter 9223372036854775807 9223372036854775807 9223372036854775807
# expect: 5 20 None True True
# expect: BufferedRandom 9223372036854775807 9223372036854775807 9223372036854775807
# expect: b'ab' True True b'ca' True b'a' True b'abcabcabc'
# expect: 5 20 None True True
