# A buffer is copied as it is: its __len__ is not asked.
class Lying(bytearray):
    def __len__(self):
        return 1 / 0

class Proper(bytes):
    def __len__(self):
        return 1 / 0

print(bytes(Lying(b"abc")), bytes(Proper(b"abc")), bytearray(Lying(b"ab")), bytearray(Proper(b"ab")), b"".join([Lying(b"x")]))

# expect: b'abc' b'abc' bytearray(b'ab') bytearray(b'ab') b'x'
