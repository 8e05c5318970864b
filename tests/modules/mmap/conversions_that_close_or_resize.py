# An argument's __index__ closes the mapping, or makes it smaller: nothing behind it is touched.
import mmap

SIZE = 2 * mmap.PAGESIZE


class Index:
    def __init__(self, act, value=10):
        self.act, self.value = act, value

    def __index__(self):
        self.act()
        return self.value


def outcome(function):
    try:
        return function()
    except (ValueError, IndexError) as e:
        return f"{type(e).__name__}: {e}"


def with_closing(f):
    m = mmap.mmap(-1, SIZE)
    return outcome(lambda: f(m, Index(m.close)))


def assign(m, key, value):
    m[key] = value


print(with_closing(lambda m, i: m[i]))
print(with_closing(lambda m, i: m[i:20]), with_closing(lambda m, i: m[0:20:i]))
print(with_closing(lambda m, i: assign(m, i, 1)), with_closing(lambda m, i: assign(m, 1, i)))
print(with_closing(lambda m, i: assign(m, slice(0, i), b"x" * 10)))
print(with_closing(lambda m, i: m.read(i)), with_closing(lambda m, i: m.write_byte(i)))
print(with_closing(lambda m, i: m.find(b"1", 1, i)), with_closing(lambda m, i: m.rfind(b"1", i)), with_closing(lambda m, i: m.move(i, 0, 1)))
m = mmap.mmap(-1, SIZE)
m[0], m[-1] = 255, 7
for bad in (-1, 256, 1 << 40):
    print(outcome(lambda: assign(m, 0, bad)), m[0])
print(outcome(lambda: assign(m, SIZE, 1)), outcome(lambda: m[-SIZE - 1]), m[-1], m[SIZE - 2 :])

# expect: ValueError: mmap closed or invalid
# expect: ValueError: mmap closed or invalid ValueError: mmap closed or invalid
# expect: ValueError: mmap closed or invalid ValueError: mmap closed or invalid
# expect: ValueError: mmap closed or invalid
# expect: ValueError: mmap closed or invalid ValueError: mmap closed or invalid
# expect: ValueError: mmap closed or invalid ValueError: mmap closed or invalid ValueError: mmap closed or invalid
# expect: ValueError: mmap item value must be in range(0, 256) 255
# expect: ValueError: mmap item value must be in range(0, 256) 255
# expect: ValueError: mmap item value must be in range(0, 256) 255
# expect: IndexError: mmap index out of range IndexError: mmap index out of range 7 b'\x00\x07'
