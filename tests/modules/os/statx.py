# min-version: 3.15
import inspect
import os
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")


def tried(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


with tempfile.TemporaryDirectory() as folder:
    path, link = os.path.join(folder, "file"), os.path.join(folder, "link")
    with open(path, "wb") as f:
        f.write(b"12345")
    os.symlink("file", link)
    old, new = os.stat(path), os.statx(path, os.STATX_BASIC_STATS | os.STATX_BTIME)
    for name in "mode", "nlink", "uid", "gid", "ino", "size", "blocks", "atime", "mtime", "ctime", "atime_ns", "mtime_ns", "dev", "rdev", "blksize":
        if getattr(old, "st_" + name) != getattr(new, "stx_" + name):
            print("differs:", name)
    print(new.stx_size, (new.stx_dev_major, new.stx_dev_minor) == (os.major(new.stx_dev), os.minor(new.stx_dev)))
    print(new.stx_mask & os.STATX_BASIC_STATS == os.STATX_BASIC_STATS, new.stx_subvol, new.stx_attributes & ~new.stx_attributes_mask)
    print(repr(new).startswith(f"os.statx_result(stx_mask={new.stx_mask}, stx_blksize={new.stx_blksize}, "))
    print(oct(os.statx(link, os.STATX_MODE).stx_mode))
    itself = os.statx(link, os.STATX_MODE, follow_symlinks=False)
    print(itself.stx_mode == os.lstat(link).st_mode or sys.implementation.name == "cpython")  # CPython 3.15 follows it nevertheless
    directory = os.open(folder, os.O_RDONLY)
    print(os.statx("file", os.STATX_SIZE, dir_fd=directory).stx_size, os.statx(directory, os.STATX_INO).stx_ino == os.stat(folder).st_ino)
    print(os.statx(os.fsencode(path), -1, flags=os.AT_STATX_DONT_SYNC).stx_size)
    tried(lambda: os.statx("file", 1 << 32, dir_fd=directory).stx_size)
    os.close(directory)

print({os.statx} <= os.supports_fd, {os.statx} <= os.supports_dir_fd, {os.statx} <= os.supports_follow_symlinks) if sys.version_info >= (3, 15) else print(True, True, True)
print(os.statx_result, os.statx_result.__mro__[1:], inspect.signature(os.statx))
print(sorted(name for name in dir(new) if name.startswith("stx")))
print({name: getattr(os, name) for name in dir(os) if name.startswith(("STATX", "AT_STATX", "AT_NO"))})
tried(os.statx_result)
tried(lambda: os.statx("/"))
tried(lambda: os.statx("/", 1.0))
tried(lambda: os.statx("/nowhere", 1))
tried(lambda: os.statx(1.5, 1))
tried(lambda: os.statx(-1, 1))
tried(lambda: os.statx(0, 1, follow_symlinks=False))
tried(lambda: os.statx(0, 1, dir_fd=1))
tried(lambda: os.statx("/", 1, dir_fd=1 << 40))
tried(lambda: os.statx("/", 1, flags=0x100))
tried(lambda: os.statx("/", 1, flags=0x1000))
tried(lambda: os.statx("/", 1, flags=1 << 31))
tried(lambda: setattr(new, "stx_size", 1))
tried(lambda: setattr(new, "stx_mask", 1))
tried(lambda: new[0])

# expect: 5 True
# expect: True None 0
# expect: True
# expect: 0o100644
# expect: True
# expect: 5 True
# expect: 5
# expect: 5
# expect: True True True
# expect: <class 'os.statx_result'> (<class 'object'>,) (path, mask, *, flags=0, dir_fd=None, follow_symlinks=True)
# expect: ['stx_atime', 'stx_atime_ns', 'stx_atomic_write_segments_max', 'stx_atomic_write_unit_max', 'stx_atomic_write_unit_max_opt', 'stx_atomic_write_unit_min', 'stx_attributes', 'stx_attributes_mask', 'stx_blksize', 'stx_blocks', 'stx_btime', 'stx_btime_ns', 'stx_ctime', 'stx_ctime_ns', 'stx_dev', 'stx_dev_major', 'stx_dev_minor', 'stx_dio_mem_align', 'stx_dio_offset_align', 'stx_dio_read_offset_align', 'stx_gid', 'stx_ino', 'stx_mask', 'stx_mnt_id', 'stx_mode', 'stx_mtime', 'stx_mtime_ns', 'stx_nlink', 'stx_rdev', 'stx_rdev_major', 'stx_rdev_minor', 'stx_size', 'stx_subvol', 'stx_uid']
# expect: {'AT_NO_AUTOMOUNT': 2048, 'AT_STATX_DONT_SYNC': 16384, 'AT_STATX_FORCE_SYNC': 8192, 'AT_STATX_SYNC_AS_STAT': 0, 'STATX_ATIME': 32, 'STATX_BASIC_STATS': 2047, 'STATX_BLOCKS': 1024, 'STATX_BTIME': 2048, 'STATX_CTIME': 128, 'STATX_DIOALIGN': 8192, 'STATX_DIO_READ_ALIGN': 131072, 'STATX_GID': 16, 'STATX_INO': 256, 'STATX_MNT_ID': 4096, 'STATX_MNT_ID_UNIQUE': 16384, 'STATX_MODE': 2, 'STATX_MTIME': 64, 'STATX_NLINK': 4, 'STATX_SIZE': 512, 'STATX_SUBVOL': 32768, 'STATX_TYPE': 1, 'STATX_UID': 8, 'STATX_WRITE_ATOMIC': 65536}
# expect: TypeError cannot create 'os.statx_result' instances
# expect: TypeError statx() missing required argument 'mask' (pos 2)
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere'
# expect: TypeError statx: path should be string, bytes, os.PathLike or integer, not float
# expect: OSError [Errno 9] Bad file descriptor: -1
# expect: ValueError statx: cannot use fd and follow_symlinks together
# expect: ValueError statx: can't specify dir_fd without matching path
# expect: OverflowError fd is greater than maximum
# expect: ValueError use follow_symlinks kwarg instead of AT_SYMLINK_* flag
# expect: ValueError use dir_fd kwarg instead of AT_EMPTY_PATH flag
# expect: OverflowError Python int too large to convert to C int
# expect: AttributeError attribute 'stx_size' of 'os.statx_result' objects is not writable
# expect: AttributeError readonly attribute
# expect: TypeError 'os.statx_result' object is not subscriptable
