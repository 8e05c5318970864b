# Blobs are read and written in place, like files and like arrays of bytes.
import os
import sqlite3
import sys
from _tried import tried

con = sqlite3.connect(":memory:")
con.execute("create table t(id integer primary key, data, number)")
con.execute("insert into t values(1, ?, 5)", (b"0123456789",))
blob = con.blobopen("t", "data", 1)
print(len(blob), blob.tell(), blob.read(3), blob.tell(), blob.read(), blob.read(), blob.read(-1))
print(blob.seek(2), blob.read(2), blob.seek(1, os.SEEK_CUR), blob.read(1), blob.seek(-1, os.SEEK_END), blob.read(100))
blob.seek(4)
print(blob.write(b"ab"), blob.tell(), blob.write(memoryview(b"c")), blob[:])
print(blob[0], blob[-1], blob[2:5], blob[::3], blob[5:5])
blob[0], blob[-1], blob[1:3], blob[3:9:2] = 65, 90, b"BC", bytearray(b"xyz")
print(con.execute("select data from t").fetchone())

for key, value in [(10, 1), (-11, 1), (0, 256), (0, -1), (0, 2**70), (0, "a"), (0, b"a"), ("a", 1), (1.0, 1), (2**70, 1),
                   (slice(0, 2), b"abc"), (slice(0, 2), "ab"), (slice(0, 2, 0), b"")]:
    print(key, value, tried(blob.__setitem__, key, value), "|", tried(blob.__getitem__, key) if value == 1 else "")
print(tried(blob.__delitem__, 0), tried(blob.__delitem__, slice(0, 1)), tried(lambda: 5 in blob), tried(iter, blob))
for arguments in (11,), (-1,), (0, 3), (0, -1), (2**31 - 1, 2):
    print("seek", arguments, tried(blob.seek, *arguments))
# CPython 3.13 cannot count backwards: it raises SystemError. Later ones refuse to.
if sys.implementation.name == "cpython" or sys.version_info >= (3, 15):
    print("b'ab' b'dca'")
else:
    blob[9:7:-1] = b"ba"
    blob[2:8:2] = b"acd"
    print(blob[8:], blob[6:1:-2])
blob.seek(9)
print(tried(blob.write, b"ab"), tried(blob.write, "a"), tried(blob.read, "a"))

con.execute("update t set data = 'changed'")
print(tried(blob.read), tried(lambda: blob[0]), tried(blob.write, b""))
with con.blobopen("t", "data", 1, readonly=True) as blob:
    print(blob.read(), tried(blob.write, b"x"))
for method in blob.read, blob.tell, blob.__enter__, blob.close, lambda: len(blob), lambda: blob[0], lambda: blob[0:1], lambda: blob.__setitem__(0, b""):
    print(tried(method))
for arguments in ("t", "data", 2), ("u", "data", 1), ("t", "x", 1), ("t", "number", 1), ("t", "data", 2**70), (1, "data", 1), ("t\0", "data", 1):
    print(arguments, tried(con.blobopen, *arguments))
print(tried(con.blobopen, "t", "data", 1, name="nowhere"), tried(sqlite3.Blob))
blob = con.blobopen("t", "data", 1, name="main")
con.close()
print(tried(blob.read), tried(blob.close))

# expect: 10 0 b'012' 3 b'3456789' b'' b''
# expect: None b'23' None b'5' None b'9'
# expect: None 6 None b'0123abc789'
# expect: 48 57 b'23a' b'03c9' b''
# expect: (b'ABCxaycz8Z',)
# expect: 10 1 IndexError: Blob index out of range | IndexError: Blob index out of range
# expect: -11 1 IndexError: Blob index out of range | IndexError: Blob index out of range
# expect: 0 256 ValueError: byte must be in range(0, 256) | 
# expect: 0 -1 ValueError: byte must be in range(0, 256) | 
# expect: 0 1180591620717411303424 ValueError: byte must be in range(0, 256) | 
# expect: 0 a TypeError: 'str' object cannot be interpreted as an integer | 
# expect: 0 b'a' TypeError: 'bytes' object cannot be interpreted as an integer | 
# expect: a 1 TypeError: Blob indices must be integers | TypeError: Blob indices must be integers
# expect: 1.0 1 TypeError: Blob indices must be integers | TypeError: Blob indices must be integers
# expect: 1180591620717411303424 1 IndexError: cannot fit 'int' into an index-sized integer | IndexError: cannot fit 'int' into an index-sized integer
# expect: slice(0, 2, None) b'abc' IndexError: Blob slice assignment is wrong size | 
# expect: slice(0, 2, None) ab TypeError: a bytes-like object is required, not 'str' | 
# expect: slice(0, 2, 0) b'' ValueError: slice step cannot be zero | 
# expect-before-3.15: TypeError: Blob doesn't support item deletion TypeError: Blob doesn't support slice deletion TypeError: argument of type 'sqlite3.Blob' is not iterable TypeError: 'sqlite3.Blob' object is not iterable
# expect-since-3.15: TypeError: Blob doesn't support item deletion TypeError: Blob doesn't support slice deletion TypeError: argument of type 'sqlite3.Blob' is not a container or iterable TypeError: 'sqlite3.Blob' object is not iterable
# expect: seek (11,) ValueError: offset out of blob range
# expect: seek (-1,) ValueError: offset out of blob range
# expect: seek (0, 3) ValueError: 'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END
# expect: seek (0, -1) ValueError: 'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END
# expect: seek (2147483647, 2) OverflowError: seek offset results in overflow
# expect: b'ab' b'dca'
# expect: ValueError: data longer than blob length TypeError: a bytes-like object is required, not 'str' TypeError: 'str' object cannot be interpreted as an integer
# expect: OperationalError: query aborted IndexError: Blob index out of range ValueError: data longer than blob length
# expect: b'changed' ValueError: data longer than blob length
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: None
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: ProgrammingError: Cannot operate on a closed blob.
# expect: ('t', 'data', 2) OperationalError: no such rowid: 2
# expect: ('u', 'data', 1) OperationalError: no such table: main.u
# expect: ('t', 'x', 1) OperationalError: no such column: "x"
# expect: ('t', 'number', 1) OperationalError: cannot open value of type integer
# expect: ('t', 'data', 1180591620717411303424) OverflowError: Python int too large to convert to SQLite INTEGER
# expect: (1, 'data', 1) TypeError: blobopen() argument 1 must be str, not int
# expect: ('t\x00', 'data', 1) ValueError: embedded null character
# expect: OperationalError: no such table: nowhere.t TypeError: cannot create 'sqlite3.Blob' instances
# expect: ProgrammingError: Cannot operate on a closed database. ProgrammingError: Cannot operate on a closed database.
