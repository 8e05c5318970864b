import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, "a", "b"))
    for name in ("x.txt", "a/y.py", "a/b/z"):
        with open(os.path.join(folder, name), "w") as f:
            f.write(name)
    print(sorted(os.listdir(folder)), os.path.isdir(folder))
    print(os.path.isfile(os.path.join(folder, "x.txt")), os.path.exists("/nope"))
    print(os.stat(os.path.join(folder, "x.txt")).st_size)
    for where, dirs, files in sorted(os.walk(folder)):
        print(os.path.relpath(where, folder), sorted(dirs), sorted(files))
    os.rename(os.path.join(folder, "x.txt"), os.path.join(folder, "w.txt"))
    os.remove(os.path.join(folder, "w.txt"))
    print(sorted(e.name for e in os.scandir(folder) if e.is_dir()))
    for action in (
        lambda: os.rmdir(os.path.join(folder, "a")), lambda: os.remove(os.path.join(folder, "zz")),
        lambda: os.mkdir(os.path.join(folder, "a")),
    ):
        try:
            action()
        except OSError as error:
            print(type(error).__name__, error.strerror)
print(os.path.join("a", "/b", "c"), os.path.split("/x/y.z"), os.path.splitext("a.tar.gz"))
print(os.path.basename("/q/"), os.path.dirname("/q/r"), os.path.normpath("a/../b//c/."), os.sep)
print(os.path.commonprefix(["abc", "abd"]))
os.environ["TEST_VARIABLE"] = "value"
print(os.getenv("TEST_VARIABLE"), os.environ.get("NOT_THERE"), os.getenv("NOT_THERE", "d"))

# expect: ['a', 'x.txt'] True
# expect: True False
# expect: 5
# expect: . ['a'] ['x.txt']
# expect: a ['b'] ['y.py']
# expect: a/b [] ['z']
# expect: ['a']
# expect: OSError Directory not empty
# expect: FileNotFoundError No such file or directory
# expect: FileExistsError File exists
# expect: /b/c ('/x', 'y.z') ('a.tar', '.gz')
# expect:  /q b/c /
# expect: ab
# expect: value None d
