# Cursors: execution, parameters, rows, and what the attributes say.
import sqlite3
from _tried import tried

con = sqlite3.connect(":memory:")
cur = con.cursor()
print(cur.connection is con, cur.description, cur.rowcount, cur.lastrowid, cur.arraysize, cur.row_factory)
print(cur.execute("create table t(a, b)") is cur, cur.description, cur.rowcount)
cur.execute("insert into t values(?, ?)", (1, "x"))
print(cur.rowcount, cur.lastrowid, cur.description)
print(cur.executemany("insert into t values(:a, :b)", [{"a": i, "b": str(i)} for i in range(2, 6)]).rowcount, cur.lastrowid)
print(cur.execute("update t set b = 'y' where a > 3").rowcount, cur.execute("delete from t where a = 5").rowcount)
cur.execute("select a, b as named, a + 1 from t order by a")
print(cur.description, cur.rowcount)
print(cur.fetchone(), cur.fetchmany(), cur.fetchmany(2), cur.fetchone(), cur.fetchall(), cur.fetchmany(3))
cur.arraysize = 3
print(cur.execute("select a from t").fetchmany(), cur.fetchmany(size=5), cur.execute("select a from t").fetchmany(0))
print(list(cur.execute("select a from t where a < ?", [3])), next(cur, "end"))
print(cur.execute("insert into t values(7, 8), (9, 10) returning a").fetchall(), cur.rowcount)
print(cur.setinputsizes([1]), cur.setoutputsize(1), cur.setoutputsize(1, 2))

# values of each type, there and back
values = (None, 0, -2**63, 2**63 - 1, 1.5, float("inf"), "", "ä\0€😀", b"", b"\0\xff", bytearray(b"ab"), memoryview(b"cd"), True)
for value in values:
    print(ascii(con.execute("select ?, typeof(?1)", (value,)).fetchone()))
print(con.execute("select ?", (float("nan"),)).fetchone(), con.execute("").fetchall(), con.execute("-- nothing").fetchall())

# parameters
for sql, parameters in [
    ("select ?", ()), ("select ?", (1, 2)), ("select ?", 5), ("select ?", None), ("select ?", {1}), ("select ?", {"a": 1}),
    ("select :a", {"b": 1}), ("select :a, @b, $c", {"a": 1, "b": 2, "c": 3}), ("select ?2, ?1", (1, 2)), ("select ?", "x"),
    ("select ?", (object,)), ("select ?", (2**63,)), ("select ?", ("\ud800",)), ("select ?", (1j,)),
    ("select ?", (memoryview(b"abcd")[::2],)),
]:
    print(sql, tried(lambda: con.execute(sql, parameters).fetchall()))

# statements
for sql in "select", "select 1; select 2", "select 1; -- comment", "select 1 /* ", "select '\0'", "selec 1", 5, "select nothing":
    print(repr(sql), tried(lambda: con.execute(sql).fetchall()))
print(tried(con.executemany, "select 1", []), tried(con.executemany, "insert into t values(?, ?)", 5))
print(con.executescript("create table u(x); insert into u values(1); select * from u; -- end").fetchall(), con.in_transaction)
print(tried(con.executescript, "create table v(x); nonsense; create table w(x)"), tried(con.executescript, "\0"), tried(con.executescript, b""))
print(con.execute("select name from sqlite_master where name in ('v', 'w')").fetchall())


class Parameters(dict):
    def __missing__(self, name):
        return name.upper()


print(con.execute("select :a, :b", Parameters(a=1)).fetchall())

# cursors of other classes, and closed ones
class Mine(sqlite3.Cursor):
    pass


class Lazy(sqlite3.Cursor):
    def __init__(self, con):
        pass


print(type(con.cursor(Mine)) is Mine, tried(con.cursor, factory=lambda con: 5), tried(con.cursor, None), tried(Lazy(con).execute, "select 1"))
print(tried(sqlite3.Cursor), tried(sqlite3.Cursor, 5))
cur.close()
for method in cur.fetchone, cur.fetchall, cur.fetchmany, cur.close:
    print(tried(method))
print(tried(cur.execute, "select 1"), tried(cur.executemany, "select 1", []), tried(cur.executescript, ""))

# expect: True None -1 None 1 None
# expect: True None -1
# expect: 1 1 None
# expect: 4 1
# expect: 2 1
# expect: (('a', None, None, None, None, None, None), ('named', None, None, None, None, None, None), ('a + 1', None, None, None, None, None, None)) -1
# expect: (1, 'x', 2) [(2, '2', 3)] [(3, '3', 4), (4, 'y', 5)] None [] []
# expect-before-3.15: [(1,), (2,), (3,)] [(4,)] [(1,), (2,), (3,), (4,)]
# expect-since-3.15: [(1,), (2,), (3,)] [(4,)] []
# expect: [(1,), (2,)] end
# expect: [(7,), (9,)] 2
# expect: None None None
# expect: (None, 'null')
# expect: (0, 'integer')
# expect: (-9223372036854775808, 'integer')
# expect: (9223372036854775807, 'integer')
# expect: (1.5, 'real')
# expect: (inf, 'real')
# expect: ('', 'text')
# expect: ('\xe4\x00\u20ac\U0001f600', 'text')
# expect: (b'', 'blob')
# expect: (b'\x00\xff', 'blob')
# expect: (b'ab', 'blob')
# expect: (b'cd', 'blob')
# expect: (1, 'integer')
# expect: (None,) [] []
# expect: select ? ProgrammingError: Incorrect number of bindings supplied. The current statement uses 1, and there are 0 supplied.
# expect: select ? ProgrammingError: Incorrect number of bindings supplied. The current statement uses 1, and there are 2 supplied.
# expect: select ? ProgrammingError: parameters are of unsupported type
# expect: select ? ProgrammingError: parameters are of unsupported type
# expect: select ? ProgrammingError: parameters are of unsupported type
# expect: select ? ProgrammingError: Binding 1 has no name, but you supplied a dictionary (which has only names).
# expect: select :a ProgrammingError: You did not supply a value for binding parameter :a.
# expect: select :a, @b, $c [(1, 2, 3)]
# expect: select ?2, ?1 [(2, 1)]
# expect: select ? [('x',)]
# expect: select ? ProgrammingError: Error binding parameter 1: type 'type' is not supported
# expect: select ? OverflowError: Python int too large to convert to SQLite INTEGER
# expect: select ? UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: select ? ProgrammingError: Error binding parameter 1: type 'complex' is not supported
# expect: select ? BufferError: memoryview: underlying buffer is not C-contiguous
# expect: 'select' OperationalError: incomplete input
# expect: 'select 1; select 2' ProgrammingError: You can only execute one statement at a time.
# expect: 'select 1; -- comment' [(1,)]
# expect: 'select 1 /* ' [(1,)]
# expect: "select '\x00'" ProgrammingError: the query contains a null character
# expect: 'selec 1' OperationalError: near "selec": syntax error
# expect: 5 TypeError: execute() argument 1 must be str, not int
# expect: 'select nothing' OperationalError: near "nothing": syntax error
# expect: ProgrammingError: executemany() can only execute DML statements. TypeError: 'int' object is not iterable
# expect: [] False
# expect: OperationalError: near "nonsense": syntax error ValueError: embedded null character TypeError: executescript() argument must be str, not bytes
# expect: [('v',)]
# expect: [(1, 'B')]
# expect: True TypeError: factory must return a cursor, not int TypeError: 'NoneType' object is not callable ProgrammingError: Base Cursor.__init__ not called.
# expect: TypeError: Cursor expected 1 argument, got 0 TypeError: Cursor() argument 1 must be sqlite3.Connection, not int
# expect: ProgrammingError: Cannot operate on a closed cursor.
# expect: ProgrammingError: Cannot operate on a closed cursor.
# expect: ProgrammingError: Cannot operate on a closed cursor.
# expect: None
# expect: ProgrammingError: Cannot operate on a closed cursor. ProgrammingError: Cannot operate on a closed cursor. ProgrammingError: Cannot operate on a closed cursor.
