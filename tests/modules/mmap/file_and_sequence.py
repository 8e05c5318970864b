import mmap
import tempfile


def report(*actions):
    for action in actions:
        try:
            print(action())
        except (TypeError, ValueError, IndexError, BufferError) as error:
            print(type(error).__name__, error)


with tempfile.TemporaryFile() as f:
    f.write(b"hello\nworld\n")
    f.flush()
    with mmap.mmap(f.fileno(), 0) as m:
        print(len(m), m[:5], m[-1], m.find(b"wor"), m.readline(), m.read(2), m.tell(), m.rfind(b"l"), m[::2])
        m[0:5] = b"HELLO"
        m[5] = 33
        m.seek(0)
        print(m.read())
        m.seek(0)
        print(m.write(b"J"))
        m.move(0, 6, 3)
        m.write_byte(64)
        print(m[:], m.size(), b"rl" in m)
        view = memoryview(m)
        report(m.close, lambda: m.resize(30))
        view.release()
        m.resize(20)
        print(len(m), m.closed)
    print(m.closed)
    report(lambda: m[0], m.read)
    r = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
    report(
        lambda: r.write(b"x"), lambda: r.__setitem__(0, 1), lambda: r[100], lambda: r["a"], lambda: r.seek(-1), lambda: r.resize(5),
        lambda: mmap.mmap(f.fileno(), 1000), lambda: memoryview(r).readonly,
    )
    print(repr(r))
    copy = mmap.mmap(f.fileno(), 5, access=mmap.ACCESS_COPY)
    copy[:2] = b"__"
    print(copy[:], r[:5])
with mmap.mmap(-1, 100) as anonymous:
    anonymous[:3] = b"abc"
    print(anonymous.read(4))

# expect: 12 b'hello' 10 6 b'hello\n' b'wo' 8 9 b'hlowrd'
# expect: b'HELLO!world\n'
# expect: 1
# expect: b'w@rLO!world\n' 12 False
# expect: BufferError cannot close exported pointers exist
# expect: BufferError mmap can't resize with extant buffers exported.
# expect: 20 False
# expect: True
# expect: ValueError mmap closed or invalid
# expect: ValueError mmap closed or invalid
# expect: TypeError mmap can't modify a readonly memory map.
# expect: TypeError mmap can't modify a readonly memory map.
# expect: IndexError mmap index out of range
# expect: TypeError mmap indices must be integers
# expect: ValueError seek out of range
# expect: TypeError mmap can't resize a readonly or copy-on-write memory map.
# expect: ValueError mmap length is greater than file size
# expect: True
# expect: <mmap.mmap closed=False, access=ACCESS_READ, length=20, pos=0, offset=0>
# expect: b'__rLO' b'w@rLO'
# expect: b'abc\x00'
