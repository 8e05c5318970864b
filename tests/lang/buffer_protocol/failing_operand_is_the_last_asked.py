# min-version: 3.12
class Buffer:
    def __buffer__(self, flags):
        print("asked")
        return memoryview(b"ab")


class Broken(bytearray):
    def __buffer__(self, flags):
        raise OSError


try:
    Broken(b"x") + Buffer()
except (OSError, TypeError):
    print("refused")
print(bytearray(b"x") + Buffer())

# expect: refused
# expect: asked
# expect: bytearray(b'xab')
