import os
import stat


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)


read, write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
show(lambda: (os.get_blocking(read), os.get_inheritable(read)))
show(lambda: os.read(read, 1))
os.set_blocking(read, True)
os.set_inheritable(read, True)
show(lambda: (os.get_blocking(read), os.get_inheritable(read)))
os.set_inheritable(read, False)
show(lambda: os.get_inheritable(read))

copy = os.dup(write)
print(copy > 2, os.get_inheritable(copy), os.write(copy, b"through the copy"), os.read(read, 100))
target = os.dup(read)
print(os.dup2(write, target) == target, os.get_inheritable(target), os.write(target, b"again"), os.read(read, 100))
print(os.dup2(write, target, inheritable=False) == target, os.get_inheritable(target))
print(os.dup2(target, target) == target)
os.closerange(target, target + 1)
os.closerange(100000, 50)
show(lambda: os.write(target, b"x"))
for fd in (read, write, copy):
    os.close(fd)
show(lambda: os.dup(read))
show(lambda: os.dup2(read, 5))
show(lambda: os.dup(-1))
show(lambda: os.dup2(0, -1))
show(lambda: os.get_blocking(-1))
show(lambda: os.set_blocking(-1, True))
show(lambda: os.set_inheritable(-1, True))
show(lambda: os.pipe2(-1))
show(lambda: os.pipe2("flags"))
show(lambda: os.dup("0"))
show(lambda: os.dup(2**40))
show(lambda: os.device_encoding(-1))
show(lambda: os.closerange("a", 1))

anonymous = os.memfd_create("name of the memory")
print(stat.S_ISREG(os.fstat(anonymous).st_mode), os.get_inheritable(anonymous), os.write(anonymous, b"kept"), os.lseek(anonymous, 0, os.SEEK_SET), os.read(anonymous, 10))
print(os.readlink(f"/proc/self/fd/{anonymous}"), os.device_encoding(anonymous))
os.close(anonymous)
inherited = os.memfd_create("x", 0)
print(os.get_inheritable(inherited))
os.close(inherited)
show(lambda: os.memfd_create("x" * 300))
show(lambda: os.memfd_create("x", -1))
show(lambda: os.memfd_create(5))

# expect: (False, False)
# expect: BlockingIOError [Errno 11] Resource temporarily unavailable
# expect: (True, True)
# expect: False
# expect: True False 16 b'through the copy'
# expect: True True 5 b'again'
# expect: True False
# expect: True
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 22] Invalid argument
# expect: TypeError
# expect: TypeError
# expect: OverflowError
# expect: None
# expect: TypeError
# expect: True False 4 0 b'kept'
# expect: /memfd:name of the memory (deleted) None
# expect: True
# expect: OSError [Errno 22] Invalid argument
# expect: OSError [Errno 22] Invalid argument
# expect: TypeError
