# min-version: 3.13
import os
import posix
import stat
import tempfile
import time


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except (OSError, ValueError) as error:
        print(type(error).__name__, str(error).replace(folder, "FOLDER"))


folder = os.path.realpath(tempfile.mkdtemp())
start = os.open(".", os.O_RDONLY)
os.chdir(folder)
print(os.getcwd() == folder, os.getcwdb() == folder.encode())
os.mkdir("inner")
opened = os.open("inner", os.O_RDONLY)
os.fchdir(opened)
print(os.getcwd() == folder + "/inner")
os.chdir(folder)
show(lambda: os.fchdir(-1))
show(lambda: os.fchdir("inner"))

with open("file", "w") as file:
    file.write("text")
os.symlink("file", "link")
os.symlink(b"nowhere", b"dangling")
os.symlink("inner", "to_folder", target_is_directory=True)
print(os.readlink("link"), os.readlink(b"dangling"), os.lstat("link").st_size, stat.S_ISLNK(os.lstat("link").st_mode), stat.S_ISREG(os.stat("link").st_mode))
os.symlink("../file", "up", dir_fd=opened)
print(os.readlink("up", dir_fd=opened), os.readlink("inner/up"), os.lstat("up", dir_fd=opened).st_size)
show(lambda: os.symlink("file", "link"))
show(lambda: os.readlink("file"))
show(lambda: os.readlink("nothing"))
show(lambda: os.readlink(5))
show(lambda: os.lstat("nothing"))
show(lambda: os.lstat(5))
show(lambda: os.stat("dangling"))

old = os.umask(0o027)
os.close(os.open("masked", os.O_CREAT | os.O_WRONLY, 0o666))
print(oct(os.umask(old)), oct(stat.S_IMODE(os.stat("masked").st_mode)), os.umask(old) == old)
show(lambda: os.umask("x"))
os.chmod("file", 0o640)
print(oct(stat.S_IMODE(os.stat("file").st_mode)))
with open("file") as file:
    os.fchmod(file.fileno(), 0o604)
    os.chmod(file.fileno(), 0o700)
    print(oct(stat.S_IMODE(os.fstat(file.fileno()).st_mode)), os.fchown(file.fileno(), -1, -1), os.chown(file.fileno(), -1, os.getgid()))
print(os.chown("file", os.getuid(), os.getgid()), os.lchown("link", -1, -1), os.chown("link", -1, -1, follow_symlinks=False), os.chown("up", -1, -1, dir_fd=opened))
show(lambda: os.chmod("nothing", 0o600))
show(lambda: os.chmod("file", "x"))
show(lambda: os.fchmod(-1, 0))
show(lambda: os.fchown(-1, -1, -1))
show(lambda: os.lchown("nothing", -1, -1))
show(lambda: os.chown("file", "x", 1))
show(lambda: os.chown("file", -2, 0))

os.utime("file", (1000, 2000))
print(os.stat("file").st_atime, os.stat("file").st_mtime)
os.utime("file", ns=(1_000_000_001, 2_000_000_002))
print(os.stat("file").st_atime_ns, os.stat("file").st_mtime_ns)
os.utime("file", (1.5, -2.25))
print(os.stat("file").st_atime_ns, os.stat("file").st_mtime_ns)
os.utime("link", (5, 6), follow_symlinks=False)
print(os.lstat("link").st_mtime, os.stat("link").st_mtime)
with open("file") as file:
    os.utime(file.fileno(), (7, 8))
print(os.stat("file").st_mtime)
os.utime("file")
print(abs(os.stat("file").st_mtime - time.time()) < 100_000)
os.utime("file", None)
for source in ("os.utime('file', (1,))", "os.utime('file', [1, 2])", "os.utime('file', ('a', 2))", "os.utime('file', (1, 2), ns=(1, 2))", "os.utime('file', ns=(1.5, 2))",
               "os.utime('nothing')", "os.utime('file', (float('nan'), 0))", "os.utime('file', (1e30, 0))", "os.utime('file', ns=(1, 2, 3))"):
    print(source, end=": ")
    show(lambda: eval(source))

os.mkfifo("fifo", 0o600)
os.mknod("node", 0o600 | stat.S_IFIFO)
os.mknod("plain", 0o600)
print([stat.S_ISFIFO(os.stat(name).st_mode) for name in ("fifo", "node", "plain")])
for call in (lambda: os.mkfifo("fifo"), lambda: os.mknod("plain"), lambda: os.mkfifo("nowhere/fifo")):
    try:
        call()
    except OSError as error:
        print(type(error).__name__)
show(lambda: os.chroot("nothing"))
show(lambda: os.chroot(None))


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(os.fspath("text"), os.fspath(b"bytes"), os.fspath(Path("own")), posix.fspath(Path(b"own bytes")))
show(lambda: os.fspath(5))
show(lambda: os.fspath(Path(5)))
show(lambda: os.fspath(None))
for path in ("", ".", "/", "//", "///", "a//b/./c/..", "../..", "/../a", "//a/../..", "a/b/../../..", "./a/", b"a/./b/../c", "a\0b/../c", "\u20ac/../\xe9"):
    print(ascii(posix._path_normpath(path)), end=" ")
print()
show(lambda: posix._path_normpath(5))

os.fchdir(start)
for place in ("inner", ""):
    for name in os.listdir(os.path.join(folder, place)):
        path = os.path.join(folder, place, name)
        if os.path.islink(path) or not os.path.isdir(path):
            os.unlink(path)
        else:
            os.path.islink(path)
    os.rmdir(os.path.join(folder, place))

# expect: True True
# expect: True
# expect: ValueError file descriptor cannot be a negative integer (-1)
# expect: TypeError
# expect: file b'nowhere' 4 True True
# expect: ../file ../file 7
# expect: FileExistsError [Errno 17] File exists: 'file' -> 'link'
# expect: OSError [Errno 22] Invalid argument: 'file'
# expect: FileNotFoundError [Errno 2] No such file or directory: 'nothing'
# expect: TypeError
# expect: FileNotFoundError [Errno 2] No such file or directory: 'nothing'
# expect: TypeError
# expect: FileNotFoundError [Errno 2] No such file or directory: 'dangling'
# expect: 0o27 0o640 True
# expect: TypeError
# expect: 0o640
# expect: 0o700 None None
# expect: None None None None
# expect: FileNotFoundError [Errno 2] No such file or directory: 'nothing'
# expect: TypeError
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: FileNotFoundError [Errno 2] No such file or directory: 'nothing'
# expect: TypeError
# expect: OverflowError
# expect: 1000.0 2000.0
# expect: 1000000001 2000000002
# expect: 1500000000 -2250000000
# expect: 6.0 -2.25
# expect: 8.0
# expect: True
# expect: os.utime('file', (1,)): TypeError
# expect: os.utime('file', [1, 2]): TypeError
# expect: os.utime('file', ('a', 2)): TypeError
# expect: os.utime('file', (1, 2), ns=(1, 2)): ValueError utime: you may specify either 'times' or 'ns' but not both
# expect: os.utime('file', ns=(1.5, 2)): TypeError
# expect: os.utime('nothing'): FileNotFoundError [Errno 2] No such file or directory: 'nothing'
# expect: os.utime('file', (float('nan'), 0)): ValueError Invalid value NaN (not a number)
# expect: os.utime('file', (1e30, 0)): OverflowError
# expect: os.utime('file', ns=(1, 2, 3)): TypeError
# expect: [True, True, False]
# expect: FileExistsError
# expect: FileExistsError
# expect: FileNotFoundError
# expect: FileNotFoundError [Errno 2] No such file or directory: 'nothing'
# expect: TypeError
# expect: text b'bytes' own b'own bytes'
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: '.' '.' '/' '//' '/' 'a/b' '../..' '/a' '//' '..' 'a' b'a/c' 'c' '\xe9' 
# expect: TypeError
