# Files of GNU dbm. The expected lines come from a CPython that has _gdbm.
import threading
from _both import outcome, report
try:
    import _gdbm as library
except ImportError:
    library = None

WANTED = """
([b'\\x00key', b'a'], b'b', b'v\\xc3\\xa4lue', 2, True, True, False)
builtins.KeyError: 'z'
builtins.TypeError: a bytes-like object is required, not 'int'
builtins.TypeError: gdbm mappings have bytes or string indices only
builtins.TypeError: gdbm mappings have bytes or string indices only
builtins.KeyError: 'zz'
builtins.TypeError: gdbm mappings have bytes or string indices only
None
5
builtins.TypeError: a bytes-like object is required, not 'int'
b'v'
b'v'
builtins.TypeError: gdbm key must be bytes or string, not int
builtins.TypeError: gdbm key must be bytes or string, not bytearray
builtins.TypeError: cannot create '_gdbm.gdbm' instances
builtins.TypeError: '_gdbm.gdbm' object is not iterable
builtins.TypeError: argument must be read-only bytes-like object, not bytearray
True
[b'\\x00key', b'k']
([], 0, False)
None
_gdbm.error: GDBM object has already been closed
_gdbm.error: GDBM object has already been closed
None
_gdbm.error: GDBM object has already been closed
_gdbm.error: GDBM object has already been closed
None
_gdbm.error: GDBM object has already been closed
_gdbm.error: First flag must be one of 'r', 'w', 'c' or 'n'
_gdbm.error: First flag must be one of 'r', 'w', 'c' or 'n'
_gdbm.error: [Errno 2] No such file or directory: '/nonexistent/a'
_gdbm.error: [Errno 2] No such file or directory: 'absent'
builtins.TypeError: expected str, bytes or os.PathLike object, not int
builtins.ValueError: embedded null character
builtins.TypeError: open() argument 2 must be str, not int
builtins.TypeError: 'str' object cannot be interpreted as an integer
(b'value', [b'last'])
_gdbm.error: Reader can't store
_gdbm.error: Reader can't delete
<class 'OSError'>
""".strip().split("\n")

lines = report(library) if library else WANTED
print([(a, b) for a, b in zip(lines, WANTED, strict=True) if a != b])


def walk(db):
    keys, key = [], db.firstkey()
    while key is not None:
        keys.append(key)
        key = db.nextkey(key)
    return keys


def shared(db):
    def work(n):
        for i in range(100):
            db[f"{n} {i}"] = str(i)
            db[f"{n} {i}"], len(db)
            if i % 3 == 0:
                del db[f"{n} {i}"]
    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    db.reorganize(), db.sync()
    return len(db), sorted(walk(db)) == sorted(db.keys())


print(library is None or shared(library.open("shared", "nf")) == (264, True))
print(library is None or outcome(lambda: library.open("x", "rq")) == "_gdbm.error: Flag 'q' is not supported.")
print(library is None or library.open_flags.startswith("rwcnfsu"))

# expect: []
# expect: True
# expect: True
# expect: True
