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

# status: 1
