import io
import threading


class Raw(io.RawIOBase):
    """Gives and takes whatever it is asked to, without looking whether it is closed."""

    def readable(self):
        return True

    writable = seekable = readable

    def readinto(self, target):
        target[:] = b"x" * len(target)
        return len(target)

    def write(self, data):
        return len(data)

    def seek(self, offset, whence=0):
        return 0


others = set()


def use(file, calls):
    try:
        for _ in range(1000):
            for call in calls:
                call(file)
    except ValueError as error:
        if "closed file" not in str(error):
            others.add(str(error))


kinds = [[lambda f: f.read(3)], [lambda f: f.seek(0), lambda f: f.write(b"y"), lambda f: f.peek(1)], [lambda f: f.read1(5), lambda f: f.readline(4), lambda f: f.flush()]]
for _ in range(60):
    file = io.BufferedRandom(Raw(), 64)
    threads = [threading.Thread(target=use, args=(file, calls)) for calls in kinds]
    [t.start() for t in threads]
    for _ in range(5):
        file.tell()
    file.close()
    [t.join() for t in threads]
print(others)

# expect: set()
