import os
import socket
import tempfile


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)


with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
    a, b = source.fileno(), target.fileno()
    os.write(a, b"0123456789")
    os.lseek(a, 0, os.SEEK_SET)
    print(os.copy_file_range(a, b, 4), os.lseek(a, 0, os.SEEK_CUR), os.pread(b, 100, 0))
    print(os.copy_file_range(a, b, 3, offset_src=7, offset_dst=0), os.lseek(a, 0, os.SEEK_CUR), os.pread(b, 100, 0))
    print(os.copy_file_range(a, b, 100, 5), os.copy_file_range(a, b, 5, 100), os.pread(b, 100, 0))
    show(lambda: os.copy_file_range(a, b, -1))
    show(lambda: os.copy_file_range(a, -1, 1))
    show(lambda: os.copy_file_range(a, b, 1, "x"))
    show(lambda: os.copy_file_range(a, b))
    left, right = socket.socketpair()
    with left, right:
        print(os.sendfile(left.fileno(), a, 2, 3), right.recv(100))
        os.lseek(a, 8, os.SEEK_SET)
        print(os.sendfile(left.fileno(), a, None, 5), right.recv(100), os.lseek(a, 0, os.SEEK_CUR))
        print(os.sendfile(left.fileno(), a, 100, 5), os.sendfile(out_fd=left.fileno(), in_fd=a, offset=0, count=1), right.recv(100))
        show(lambda: os.sendfile(left.fileno(), -1, 0, 1))
        show(lambda: os.sendfile(left.fileno(), a, -1, 1))
        show(lambda: os.sendfile(left.fileno(), a, "x", 1))
        show(lambda: os.sendfile(left.fileno(), a))

print(len(os.urandom(20)), os.urandom(0), len(set(os.urandom(16) for _ in range(20))))
print(len(os.getrandom(20)), os.getrandom(0), len(os.getrandom(3, os.GRND_NONBLOCK)))
show(lambda: os.urandom(-1))
show(lambda: os.urandom("5"))
show(lambda: os.getrandom(-1))
show(lambda: os.getrandom(5, -1))
show(lambda: os.urandom(2**100))

# expect: 4 4 b'0123'
# expect: 3 4 b'7893'
# expect: 5 0 b'789356789'
# expect: ValueError negative value for 'count' not allowed
# expect: OSError [Errno 9] Bad file descriptor
# expect: TypeError
# expect: TypeError
# expect: 3 b'234'
# expect: 2 b'89' 10
# expect: 0 1 b'0'
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 22] Invalid argument
# expect: TypeError
# expect: TypeError
# expect: 20 b'' 20
# expect: 20 b'' 3
# expect: ValueError negative argument not allowed
# expect: TypeError
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: OverflowError
