# The slice is looked at first: its error is not lost in the code that gives the new bytes.
import mmap


class Raises:
    def __index__(self):
        raise ValueError("index")


class Gives:
    def __buffer__(self, flags):
        print("asked")
        try:
            [].missing
        except AttributeError:
            pass
        return memoryview(b"ab")


memory = mmap.mmap(-1, 8)
memory[:2] = Gives()
try:
    memory[Raises() : 2] = Gives()
except ValueError as error:
    print(error)
print(memory[:])

# expect: asked
# expect: index
# expect: b'ab\x00\x00\x00\x00\x00\x00'
