import array
import fcntl
import os
import pty
import struct
import tempfile
import termios


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except (OSError, ValueError) as error:
        print(source, "->", type(error).__name__, error)


def in_child(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BlockingIOError:
            os._exit(7)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


read, write = os.pipe()
print(fcntl.fcntl(read, fcntl.F_GETFD), fcntl.fcntl(read, fcntl.F_SETFD, 0), fcntl.fcntl(read, fcntl.F_GETFD))
flags = fcntl.fcntl(read, fcntl.F_GETFL)
print(fcntl.fcntl(read, fcntl.F_SETFL, flags | os.O_NONBLOCK), fcntl.fcntl(read, fcntl.F_GETFL) == flags | os.O_NONBLOCK)
with tempfile.NamedTemporaryFile() as file:
    copy = fcntl.fcntl(file, fcntl.F_DUPFD, 50)
    print(copy >= 50, os.fstat(copy).st_ino == os.fstat(file.fileno()).st_ino)
    os.close(copy)
    # A lock as a structure: type, whence, start, length, process.
    lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 10, 0)
    print(fcntl.fcntl(file, fcntl.F_SETLK, lock) == lock)
    print(struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, lock))[:4])
    print(in_child(lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)), in_child(lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 5, 20)))
    print(fcntl.lockf(file, fcntl.LOCK_UN), in_child(lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)))
    print(fcntl.lockf(file.fileno(), fcntl.LOCK_EX, 3, 2, os.SEEK_SET), in_child(lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 4)),
          in_child(lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 5)))

    # A lock of the open file: another opening of the same one does not get it.
    with open(file.name) as again:
        print(fcntl.flock(file, fcntl.LOCK_EX))
        try:
            fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            print(error)
        print(fcntl.flock(file, fcntl.LOCK_SH), fcntl.flock(again, fcntl.LOCK_SH | fcntl.LOCK_NB), fcntl.flock(again, fcntl.LOCK_UN))

    for source in ("fcntl.fcntl(-1, fcntl.F_GETFD)", "fcntl.fcntl(file, 7777)", "fcntl.fcntl(file, 'x')", "fcntl.fcntl('file', 1)", "fcntl.fcntl(file, fcntl.F_GETFD, 1.5)",
                   "fcntl.flock(file, 77)", "fcntl.flock(-1, fcntl.LOCK_EX)", "fcntl.lockf(file, 0)",
                   "fcntl.lockf(file, fcntl.LOCK_SH, 'x')", "fcntl.flock(file)", "fcntl.lockf(file, fcntl.LOCK_EX, -5, 2)", "fcntl.fcntl(file, 1 << 40)"):
        show(source)

# ioctl: a number, a constant buffer, one that is changed.
os.write(write, b"waiting")
answer = array.array("i", [0])
print(fcntl.ioctl(read, termios.FIONREAD, answer), answer[0], struct.unpack("i", fcntl.ioctl(read, termios.FIONREAD, struct.pack("i", 0))))
print(fcntl.ioctl(read, termios.FIONREAD, answer, False) == struct.pack("i", 7), fcntl.ioctl(read, termios.FIONCLEX), os.get_inheritable(read))
master, slave = pty.openpty()
size = bytearray(struct.pack("HHHH", 11, 22, 0, 0))
fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
seen = bytearray(8)
print(fcntl.ioctl(master, termios.TIOCGWINSZ, seen, True), struct.unpack("HHHH", seen), tuple(os.get_terminal_size(slave)))
large = bytearray(2000)
print(fcntl.ioctl(slave, termios.TIOCGWINSZ, large), large[:8] == seen)
for source in ("fcntl.ioctl(read, termios.TIOCGWINSZ, bytearray(8))", "fcntl.ioctl(-1, 0)",
               "fcntl.ioctl(slave, 'x')", "fcntl.ioctl(slave, termios.TIOCGWINSZ, 1.5)", "fcntl.ioctl(slave)", "fcntl.ioctl(slave, termios.TIOCGWINSZ, 'text', 1, 2)"):
    show(source)

# expect: 1 0 0
# expect: 0 True
# expect: True True
# expect: True
# expect: (2, 0, 0, 10)
# expect: 7 0
# expect: None 0
# expect: None 7 0
# expect: None
# expect: [Errno 11] Resource temporarily unavailable
# expect: None None None
# expect: fcntl.fcntl(-1, fcntl.F_GETFD) -> ValueError file descriptor cannot be a negative integer (-1)
# expect: fcntl.fcntl(file, 7777) -> OSError [Errno 22] Invalid argument
# expect: fcntl.fcntl(file, 'x') -> TypeError
# expect: fcntl.fcntl('file', 1) -> TypeError
# expect: fcntl.fcntl(file, fcntl.F_GETFD, 1.5) -> TypeError
# expect: fcntl.flock(file, 77) -> OSError [Errno 22] Invalid argument
# expect: fcntl.flock(-1, fcntl.LOCK_EX) -> ValueError file descriptor cannot be a negative integer (-1)
# expect: fcntl.lockf(file, 0) -> ValueError unrecognized lockf argument
# expect: fcntl.lockf(file, fcntl.LOCK_SH, 'x') -> TypeError
# expect: fcntl.flock(file) -> TypeError
# expect: fcntl.lockf(file, fcntl.LOCK_EX, -5, 2) -> OSError [Errno 22] Invalid argument
# expect: fcntl.fcntl(file, 1 << 40) -> OverflowError
# expect: 0 7 (7,)
# expect: True 0 True
# expect: 0 (11, 22, 0, 0) (22, 11)
# expect: 0 True
# expect: fcntl.ioctl(read, termios.TIOCGWINSZ, bytearray(8)) -> OSError [Errno 25] Inappropriate ioctl for device
# expect: fcntl.ioctl(-1, 0) -> ValueError file descriptor cannot be a negative integer (-1)
# expect: fcntl.ioctl(slave, 'x') -> TypeError
# expect: fcntl.ioctl(slave, termios.TIOCGWINSZ, 1.5) -> TypeError
# expect: fcntl.ioctl(slave) -> TypeError
# expect: fcntl.ioctl(slave, termios.TIOCGWINSZ, 'text', 1, 2) -> TypeError
