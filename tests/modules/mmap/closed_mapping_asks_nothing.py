# min-version: 3.12
import mmap


class Buffer:
    def __buffer__(self, flags):
        try:
            raise KeyError
        except KeyError:
            return memoryview(b"ab")


m = mmap.mmap(-1, 4096)
m.close()
for method in m.write, m.find, m.rfind:
    try:
        print(method(Buffer()))
    except ValueError as error:
        print(error)

# expect: mmap closed or invalid
# expect: mmap closed or invalid
# expect: mmap closed or invalid
