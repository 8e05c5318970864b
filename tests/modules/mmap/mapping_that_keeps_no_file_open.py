# min-version: 3.13
import mmap
import tempfile


def report(action):
    try:
        print(action())
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)


with tempfile.TemporaryFile() as f:
    f.write(b"x" * 4096)
    f.flush()
    m = mmap.mmap(f.fileno(), 4096, trackfd=False)
m[1] = 65
print(m[:3], len(m))
report(lambda: m.resize(8192))
report(lambda: m.resize(100))
report(m.size)
print(len(m))

# expect: b'xAx' 4096
# expect: ValueError mmap can't resize with trackfd=False.
# expect: ValueError mmap can't resize with trackfd=False.
# expect-before-3.15: OSError [Errno 9] Bad file descriptor
# expect-since-3.15: ValueError can't get size with trackfd=False
# expect: 4096
