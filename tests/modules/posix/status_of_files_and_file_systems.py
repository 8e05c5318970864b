# min-version: 3.13
import os
import tempfile


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)


with tempfile.NamedTemporaryFile() as file:
    path, status = os.statvfs(file.name), os.fstatvfs(file.fileno())
    print(type(path).__name__, type(path).__module__, len(path), path.f_bsize == status.f_bsize, path.f_namemax == path[9] == status.f_namemax, path.f_fsid == status.f_fsid)
    print(os.statvfs(file.fileno()).f_bsize == path.f_bsize, all(type(n) is int for n in path), path.f_flag & os.ST_RDONLY)
    print(os.stat(file.fileno()) == os.fstat(file.fileno()) == os.lstat(file.name), os.lstat(file.name).st_nlink, os.lstat(file.name).st_uid == os.geteuid())
for source in ("os.statvfs('/no such place')", "os.fstatvfs(-1)", "os.statvfs(1.5)", "os.fstatvfs('x')", "os.lstat(b'/no such place')", "os.statvfs('a\\0b')"):
    print(source, end=": ")
    show(lambda: eval(source))

device = os.makedev(8, 3)
print(device, os.major(device), os.minor(device), os.major(os.makedev(4000, 70000)), os.minor(os.makedev(4000, 70000)))
null = os.stat("/dev/null").st_rdev
print(os.major(null), os.minor(null), os.makedev(1, 3) == null)
for source in ("os.makedev('a', 1)", "os.makedev(1)", "os.major('x')", "os.minor(1.5)", "os.makedev(2 ** 80, 1)"):
    print(source, end=": ")
    show(lambda: eval(source))
print(os.statvfs_result(range(11))[2:5], os.statvfs_result.n_fields, os.statvfs_result.n_sequence_fields)

# expect: statvfs_result os 10 True True True
# expect: True True 0
# expect: True 1 True
# expect: os.statvfs('/no such place'): FileNotFoundError [Errno 2] No such file or directory: '/no such place'
# expect: os.fstatvfs(-1): OSError [Errno 9] Bad file descriptor
# expect: os.statvfs(1.5): TypeError
# expect: os.fstatvfs('x'): TypeError
# expect: os.lstat(b'/no such place'): FileNotFoundError [Errno 2] No such file or directory: b'/no such place'
# expect: os.statvfs('a\0b'): ValueError statvfs: embedded null character in path
# expect: 2051 8 3 4000 70000
# expect: 1 3 True
# expect: os.makedev('a', 1): TypeError
# expect: os.makedev(1): TypeError
# expect: os.major('x'): TypeError
# expect: os.minor(1.5): TypeError
# expect: os.makedev(2 ** 80, 1): OverflowError
# expect: (2, 3, 4) 11 10
