import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "t.txt")
    with open(path, "w", encoding="utf-8") as f:
        print(f.write("first\nsecond é\n"), f.closed, f.mode, f.writable(), f.readable())
    print(f.closed)
    with open(path, encoding="utf-8") as f:
        print(f.readline(), f.read(3), f.tell(), f.readlines(), repr(f.read()))
    with open(path, "a", encoding="utf-8") as f:
        f.writelines(["third\n", "fourth"])
    with open(path, encoding="utf-8") as f:
        print([line for line in f])
    with open(path, "rb") as f:
        print(f.read(8), f.seek(-6, 2), f.read())
    try:
        open(path, "x")
    except FileExistsError as error:
        print(error.errno, error.strerror)
    with open(path, "r+", encoding="utf-8") as f:
        f.write("FIRST")
        f.seek(0)
        print(f.readline())
try:
    open(path)
except FileNotFoundError as error:
    print(error.errno, error.strerror, os.path.basename(error.filename))

# expect: 15 False w True False
# expect: True
# expect: first
# expect:  sec 9 ['ond é\n'] ''
# expect: ['first\n', 'second é\n', 'third\n', 'fourth']
# expect: b'first\nse' 22 b'fourth'
# expect: 17 File exists
# expect: FIRST
# expect:
# expect: 2 No such file or directory t.txt
