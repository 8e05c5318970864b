# Files of ndbm. The expected lines come from a CPython that has _dbm.
from _both import report
try:
    import _dbm as library
except ImportError:
    library = None

WANTED = """
([b'\\x00key', b'a'], b'b', b'v\\xc3\\xa4lue', 2, True, True, False)
builtins.KeyError: 'z'
builtins.TypeError: a bytes-like object is required, not 'int'
builtins.TypeError: dbm mappings have bytes or string elements only
builtins.TypeError: dbm mappings have bytes or string keys only
builtins.KeyError: 'zz'
builtins.TypeError: dbm mappings have bytes or string keys only
None
5
builtins.TypeError: a bytes-like object is required, not 'int'
b'v'
b'v'
builtins.TypeError: dbm key must be bytes or string, not int
builtins.TypeError: dbm key must be bytes or string, not bytearray
builtins.TypeError: cannot create '_dbm.dbm' instances
builtins.TypeError: '_dbm.dbm' object is not iterable
builtins.TypeError: argument must be read-only bytes-like object, not bytearray
True
[b'\\x00key', b'k']
([], 0, False)
None
_dbm.error: DBM object has already been closed
_dbm.error: DBM object has already been closed
None
_dbm.error: DBM object has already been closed
_dbm.error: DBM object has already been closed
None
_dbm.error: DBM object has already been closed
_dbm.error: arg 2 to open should be 'r', 'w', 'c', or 'n'
_dbm.error: arg 2 to open should be 'r', 'w', 'c', or 'n'
_dbm.error: [Errno 2] No such file or directory: '/nonexistent/a'
_dbm.error: [Errno 2] No such file or directory: 'absent'
builtins.TypeError: expected str, bytes or os.PathLike object, not int
builtins.ValueError: embedded null character
builtins.TypeError: open() argument 2 must be str, not int
builtins.TypeError: 'str' object cannot be interpreted as an integer
(b'value', [b'last'])
_dbm.error: cannot add item to database
_dbm.error: cannot delete item from database
<class 'OSError'>
""".strip().split("\n")

lines = report(library) if library else WANTED
print([(a, b) for a, b in zip(lines, WANTED, strict=True) if a != b])

# expect: []
