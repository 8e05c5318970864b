# min-version: 3.15
import errno
import mmap
import sys
import tempfile

new = sys.version_info >= (3, 15)


class Shrink:
    def __init__(self, m):
        self.m = m

    def __index__(self):
        self.m.resize(mmap.PAGESIZE)
        return 0


def refused(function, *arguments):
    try:
        return function(*arguments)
    except (ValueError, TypeError, IndexError, OSError) as e:
        return type(e).__name__


with mmap.mmap(-1, 2 * mmap.PAGESIZE) as m:
    print(refused(m.__setitem__, 2 * mmap.PAGESIZE - 1, Shrink(m)), len(m) == mmap.PAGESIZE)
    try:
        print(m.set_name("x" * 66), refused(m.set_name, "x" * 67), refused(m.set_name, "a\0b"), refused(m.set_name, 5))
    except OSError as e:  # a system without the option
        print(None if e.errno == errno.EINVAL else e, "ValueError ValueError TypeError")
    print(m.flush(flags=mmap.MS_ASYNC), m.flush(0, 10, flags=mmap.MS_SYNC), m.flush(flags=mmap.MS_ASYNC | mmap.MS_INVALIDATE))
    print(m.find(b"", mmap.PAGESIZE + 1) == (-1 if new else mmap.PAGESIZE))
with tempfile.TemporaryFile() as file:
    file.write(bytes(mmap.PAGESIZE))
    file.flush()
    with mmap.mmap(file.fileno(), 0) as m:
        print(refused(m.set_name, "a file"))
    with mmap.mmap(file.fileno(), 64, trackfd=False) as m:
        print(refused(m.size) == ("ValueError" if new else "OSError"), refused(m.resize, 32), len(m))
with mmap.mmap(-1, 64, trackfd=False) as m:
    print(not new or (refused(m.size), refused(m.resize, 32)) == ("ValueError", "ValueError"))

# expect: IndexError True
# expect: None ValueError ValueError TypeError
# expect: None None None
# expect: True
# expect: ValueError
# expect: True ValueError 64
# expect: True
