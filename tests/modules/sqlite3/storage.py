# Whole databases: files, backups, serialized forms, dumps, extensions.
import os
import sqlite3
import tempfile
from _tried import tried

con = sqlite3.connect(":memory:")
con.executescript("create table t(a, b); insert into t values(1, 'it''s'), (2, x'00ff'), (3, null); create index i on t(a);")
print(list(con.iterdump()))

target = sqlite3.connect(":memory:")
steps = []
print(con.backup(target, pages=1, progress=lambda *numbers: steps.append(numbers), sleep=0), steps)
print(target.execute("select * from t").fetchall(), con.backup(target, name="main", pages=0))
print(tried(con.backup, con), tried(con.backup, 5), tried(con.backup, target, name="x"), tried(con.backup, target, progress=5))
print(tried(con.backup, target, pages="x"), tried(con.backup, target, progress=lambda *numbers: 1 / 0), tried(con.backup))
target.execute("begin immediate")
print(tried(con.backup, target))
target.close()
print(tried(con.backup, target))

data = con.serialize()
other = sqlite3.connect(":memory:")
print(data[:15], other.deserialize(data), other.execute("select count(*) from t").fetchone(), other.serialize() == data)
other.execute("insert into t values(4, 4)")
other.commit()
print(other.serialize(name="main") == data, tried(other.serialize, name="x"), tried(other.deserialize, 5))
print(tried(other.deserialize, data, name="x").split(":")[0] in ("OperationalError", "SystemError"))    # in CPython the latter
other.execute("begin")
other.execute("select * from t").fetchone()
print(tried(other.deserialize, data))
broken = sqlite3.connect(":memory:")
broken.deserialize(b"\0" * 4096)
print(tried(broken.execute, "select * from t"))

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "ä\n.db")
    for form in path, os.fsencode(path), type("P", (), {"__fspath__": lambda self: path})():
        file = sqlite3.connect(form)
        file.execute("create table if not exists t(a)")
        file.close()
    print(os.listdir(folder) == ["ä\n.db"], tried(sqlite3.connect, folder).__len__() > 0)
    uri = "file:" + path.replace("\n", "%0a") + "?mode=ro"
    file = sqlite3.connect(uri, uri=True)
    print(tried(file.execute, "insert into t values(1)"))
    print(tried(sqlite3.connect, os.path.join(folder, "nowhere", "x")))
    busy, waiting = sqlite3.connect(path), sqlite3.connect(path, timeout=0)
    busy.execute("begin exclusive")
    print(tried(waiting.execute, "begin exclusive"))
for path in 5, None, "a\0b":
    print(repr(path), tried(sqlite3.connect, path).rpartition(" ")[0])

# CPython is often built without extensions.
if hasattr(con, "load_extension"):
    con.enable_load_extension(True)
    print(tried(con.load_extension, "/nowhere/x").startswith("OperationalError: /nowhere/x"))
    con.enable_load_extension(False)
else:
    print(True)

# expect: ['BEGIN TRANSACTION;', 'CREATE TABLE t(a, b);', 'INSERT INTO "t" VALUES(1,\'it\'\'s\');', 'INSERT INTO "t" VALUES(2,X\'00FF\');', 'INSERT INTO "t" VALUES(3,NULL);', 'CREATE INDEX i on t(a);', 'COMMIT;']
# expect: None [(0, 2, 3), (0, 1, 3), (101, 0, 3)]
# expect: [(1, "it's"), (2, b'\x00\xff'), (3, None)] None
# expect: ValueError: target cannot be the same connection instance TypeError: backup() argument 'target' must be sqlite3.Connection, not int OperationalError: unknown database x TypeError: progress argument must be a callable
# expect: TypeError: 'str' object cannot be interpreted as an integer ZeroDivisionError: division by zero TypeError: backup() missing required argument 'target' (pos 1)
# expect: OperationalError: destination database is in use
# expect: ProgrammingError: Cannot operate on a closed database.
# expect: b'SQLite format 3' None (3,) True
# expect: False OperationalError: unable to serialize 'x' TypeError: a bytes-like object is required, not 'int'
# expect: True
# expect: None
# expect: DatabaseError: file is not a database
# expect: True True
# expect: OperationalError: attempt to write a readonly database
# expect: OperationalError: unable to open database file
# expect: OperationalError: database is locked
# expect: 5 TypeError: expected str, bytes or os.PathLike object, not
# expect: None TypeError: expected str, bytes or os.PathLike object, not
# expect: 'a\x00b' ValueError: embedded null
# expect: True
