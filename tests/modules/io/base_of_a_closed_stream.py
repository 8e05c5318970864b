# What the methods of IOBase say of a closed stream.
import io

for kind in io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase:
    stream = kind()
    stream.close()
    for name in "seekable", "readable", "writable", "fileno", "isatty", "tell", "flush", "__enter__", "__iter__":
        try:
            print(kind.__name__, name, getattr(stream, name)())
        except (OSError, ValueError) as e:
            print(kind.__name__, name, type(e).__name__, e)

# expect: IOBase seekable False
# expect: IOBase readable False
# expect: IOBase writable False
# expect: IOBase fileno UnsupportedOperation fileno
# expect: IOBase isatty ValueError I/O operation on closed file.
# expect: IOBase tell UnsupportedOperation seek
# expect: IOBase flush ValueError I/O operation on closed file.
# expect: IOBase __enter__ ValueError I/O operation on closed file.
# expect: IOBase __iter__ ValueError I/O operation on closed file.
# expect: RawIOBase seekable False
# expect: RawIOBase readable False
# expect: RawIOBase writable False
# expect: RawIOBase fileno UnsupportedOperation fileno
# expect: RawIOBase isatty ValueError I/O operation on closed file.
# expect: RawIOBase tell UnsupportedOperation seek
# expect: RawIOBase flush ValueError I/O operation on closed file.
# expect: RawIOBase __enter__ ValueError I/O operation on closed file.
# expect: RawIOBase __iter__ ValueError I/O operation on closed file.
# expect: BufferedIOBase seekable False
# expect: BufferedIOBase readable False
# expect: BufferedIOBase writable False
# expect: BufferedIOBase fileno UnsupportedOperation fileno
# expect: BufferedIOBase isatty ValueError I/O operation on closed file.
# expect: BufferedIOBase tell UnsupportedOperation seek
# expect: BufferedIOBase flush ValueError I/O operation on closed file.
# expect: BufferedIOBase __enter__ ValueError I/O operation on closed file.
# expect: BufferedIOBase __iter__ ValueError I/O operation on closed file.
# expect: TextIOBase seekable False
# expect: TextIOBase readable False
# expect: TextIOBase writable False
# expect: TextIOBase fileno UnsupportedOperation fileno
# expect: TextIOBase isatty ValueError I/O operation on closed file.
# expect: TextIOBase tell UnsupportedOperation seek
# expect: TextIOBase flush ValueError I/O operation on closed file.
# expect: TextIOBase __enter__ ValueError I/O operation on closed file.
# expect: TextIOBase __iter__ ValueError I/O operation on closed file.
