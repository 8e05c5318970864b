import os
import tempfile


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError, BufferError) as error:
        print(type(error).__name__, error)


with tempfile.TemporaryFile() as file:
    fd = file.fileno()
    os.write(fd, b"0123456789")
    print(os.lseek(fd, 3, os.SEEK_SET), os.read(fd, 2), os.lseek(fd, -1, os.SEEK_CUR), os.lseek(fd, -2, os.SEEK_END), os.lseek(fd, 5, os.SEEK_END))
    print(os.pread(fd, 3, 4), os.pread(fd, 100, 8), os.pread(fd, 5, 100), os.pread(fd, 0, 0), os.lseek(fd, 0, os.SEEK_CUR))
    print(os.pwrite(fd, b"AB", 1), os.pwrite(fd, bytearray(b"end"), 12), os.pread(fd, 100, 0))
    buffers = [bytearray(3), memoryview(bytearray(2)), bytearray(0), bytearray(4)]
    os.lseek(fd, 0, os.SEEK_SET)
    print(os.readv(fd, buffers), list(map(bytes, buffers)))
    print(os.writev(fd, [b"one", memoryview(b"two"), b"", bytearray(b"three")]), os.pread(fd, 100, 0), os.writev(fd, []), os.readv(fd, []))
    os.ftruncate(fd, 4)
    print(os.fstat(fd).st_size)
    os.truncate(fd, 6)
    print(os.fstat(fd).st_size, os.pread(fd, 100, 0))
    os.posix_fallocate(fd, 0, 20)
    print(os.fstat(fd).st_size, os.fsync(fd), os.fdatasync(fd), os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_SEQUENTIAL), os.sync())
    print(os.fsync(file), os.fdatasync(file))
    show(lambda: os.lseek(fd, -1, os.SEEK_SET))
    show(lambda: os.lseek(fd, 0, 77))
    show(lambda: os.lseek(fd, 2**70, 0))
    show(lambda: os.lseek(fd, 1.5, 0))
    show(lambda: os.ftruncate(fd, -1))
    show(lambda: os.posix_fallocate(fd, -1, 5))
    show(lambda: os.posix_fallocate(fd, 0, 0))
    show(lambda: os.posix_fadvise(fd, 0, 0, 77))
    show(lambda: os.pread(fd, -1, 0))
    show(lambda: os.pread(fd, 1, -1))
    show(lambda: os.pwrite(fd, "text", 0))
    show(lambda: os.readv(fd, [b"constant"]))
    show(lambda: os.readv(fd, 5))
    show(lambda: os.writev(fd, ["text"]))
    show(lambda: os.writev(fd, iter([b"x"])))
    show(lambda: os.fsync("file"))

    # A lock of a range belongs to the process: its own locks do not meet.
    os.lseek(fd, 0, os.SEEK_SET)
    print(os.lockf(fd, os.F_LOCK, 5), os.lockf(fd, os.F_TEST, 5), os.lockf(fd, os.F_TLOCK, 0))
    child = os.fork()
    if child == 0:
        status = 0
        try:
            os.lockf(fd, os.F_TLOCK, 5)
        except BlockingIOError:
            status = 7
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), os.lockf(fd, os.F_ULOCK, 0))
    show(lambda: os.lockf(fd, 77, 0))
read, write = os.pipe()
for call in (os.lseek, os.pread):
    show(lambda: call(read, 0, 0))
show(lambda: os.ftruncate(read, 0))
show(lambda: os.pwrite(write, b"x", 0))
show(lambda: os.fsync(-1))
show(lambda: os.fdatasync(-1))
show(lambda: os.posix_fadvise(read, 0, 0, 0))

# expect: 3 b'34' 4 8 15
# expect: b'456' b'89' b'' b'' 15
# expect: 2 3 b'0AB3456789\x00\x00end'
# expect: 9 [b'0AB', b'34', b'', b'5678']
# expect: 11 b'0AB345678onetwothree' 0 0
# expect: 4
# expect: 6 b'0AB3\x00\x00'
# expect: 20 None None None None
# expect: None None
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: OverflowError
# expect: TypeError
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: TypeError
# expect: BufferError Object is not writable.
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: None None None
# expect: 7 None
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 29] Illegal seek
# expect: OSError [Errno 29] Illegal seek
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 29] Illegal seek
# expect: ValueError file descriptor cannot be a negative integer (-1)
# expect: ValueError file descriptor cannot be a negative integer (-1)
# expect: OSError [Errno 29] Illegal seek
