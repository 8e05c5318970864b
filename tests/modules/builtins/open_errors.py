import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "t")
    open(path, "w").close()
    for action in (
        lambda: open(folder), lambda: open(path, "q"), lambda: open(path, "rw"),
        lambda: open(path, "rb", encoding="utf-8"), lambda: open(path, "r").write("x"),
        lambda: open(path, "w").read(), lambda: open(5.5), lambda: open(os.path.join(path, "x")),
    ):
        try:
            action()
        except (OSError, ValueError, TypeError) as error:
            print(type(error).__name__, str(error).replace(folder, ""))
    f = open(path)
    f.close()
    f.close()
    try:
        f.read()
    except ValueError as error:
        print(error)

# expect: IsADirectoryError [Errno 21] Is a directory: ''
# expect: ValueError invalid mode: 'q'
# expect: ValueError must have exactly one of create/read/write/append mode
# expect: ValueError binary mode doesn't take an encoding argument
# expect: UnsupportedOperation not writable
# expect: UnsupportedOperation not readable
# expect: TypeError expected str, bytes or os.PathLike object, not float
# expect: NotADirectoryError [Errno 20] Not a directory: '/t/x'
# expect: I/O operation on closed file.
