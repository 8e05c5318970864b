# Connections, cursors, rows, blobs and callbacks of a database in memory.
import sqlite3


class Total:
    def __init__(self):
        self.sum = 0

    def step(self, value):
        self.sum += value

    def finalize(self):
        return self.sum


con = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_COLNAMES)
con.row_factory = sqlite3.Row
con.create_function("plus", 2, lambda a, b: a + b)
con.create_aggregate("total_of", 1, Total)
con.create_collation("backwards", lambda a, b: (a < b) - (a > b))
sqlite3.register_converter("upper", bytes.upper)
with con:
    con.execute("create table t(a, b)")
    con.executemany("insert into t values(?, ?)", [(i, "text %d" % i) for i in range(5)])
    con.execute("insert into t values(:a, :b)", {"a": 2**62, "b": b"bytes"})
for row in con.execute('select plus(a, 1) as a, b as "b [upper]" from t where a < 3 order by b collate backwards'):
    print(tuple(row), row.keys(), row["a"])
print(tuple(con.execute("select total_of(a), group_concat(b) from t where a < 5").fetchone()))
with con.blobopen("t", "b", 6) as blob:
    blob[0] = 66
    print(blob.read(), blob[1:3])
for line in con.iterdump():
    print(line)
other = sqlite3.connect(":memory:")
con.backup(other)
print(other.execute("select count(*) from t").fetchone(), len(other.serialize()) == len(con.serialize()))
for sql in "select nothing", "insert into t values(1)", "select plus(1, 'a')":
    try:
        con.execute(sql)
    except sqlite3.Error as error:
        print(type(error).__name__, error, error.sqlite_errorname)
con.close()
other.close()
