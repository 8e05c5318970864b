# Which exception a result code of SQLite becomes, and what it tells.
import pickle
import sqlite3


def show(con, sql):
    try:
        con.execute(sql).fetchall()
    except sqlite3.Error as error:
        print(type(error).__name__, "|", error, "|", error.sqlite_errorcode, error.sqlite_errorname, vars(error), error.args)


con = sqlite3.connect(":memory:")
con.executescript("create table t(a integer primary key, b unique, c not null, d check(d > 0))")
con.execute("insert into t values(1, 1, 1, 1)")
for values in "1, 2, 2, 2", "2, 1, 2, 2", "2, 2, null, 2", "2, 2, 2, -1", "'x', 2, 2, 2", "2, 2":
    show(con, "insert into t values(%s)" % values)
show(con, "select * from nowhere")
show(con, "select 'unfinished")
show(con, "select zeroblob(2000000000)")
show(con, "create table t(a)")
con.set_authorizer(lambda *arguments: sqlite3.SQLITE_DENY)
show(con, "select 1")
try:
    con.execute("select ?", ())
except sqlite3.Error as error:
    print(type(error).__name__, error, hasattr(error, "sqlite_errorcode"))

for name in "Warning Error InterfaceError DatabaseError DataError OperationalError IntegrityError InternalError ProgrammingError NotSupportedError".split():
    cls = getattr(sqlite3, name)
    print(cls.__module__, cls.__qualname__, [base.__name__ for base in cls.__mro__[1:-2]], repr(pickle.loads(pickle.dumps(cls("x")))))

# expect: IntegrityError | UNIQUE constraint failed: t.a | 1555 SQLITE_CONSTRAINT_PRIMARYKEY {'sqlite_errorcode': 1555, 'sqlite_errorname': 'SQLITE_CONSTRAINT_PRIMARYKEY'} ('UNIQUE constraint failed: t.a',)
# expect: IntegrityError | UNIQUE constraint failed: t.b | 2067 SQLITE_CONSTRAINT_UNIQUE {'sqlite_errorcode': 2067, 'sqlite_errorname': 'SQLITE_CONSTRAINT_UNIQUE'} ('UNIQUE constraint failed: t.b',)
# expect: IntegrityError | NOT NULL constraint failed: t.c | 1299 SQLITE_CONSTRAINT_NOTNULL {'sqlite_errorcode': 1299, 'sqlite_errorname': 'SQLITE_CONSTRAINT_NOTNULL'} ('NOT NULL constraint failed: t.c',)
# expect: IntegrityError | CHECK constraint failed: d > 0 | 275 SQLITE_CONSTRAINT_CHECK {'sqlite_errorcode': 275, 'sqlite_errorname': 'SQLITE_CONSTRAINT_CHECK'} ('CHECK constraint failed: d > 0',)
# expect: IntegrityError | datatype mismatch | 20 SQLITE_MISMATCH {'sqlite_errorcode': 20, 'sqlite_errorname': 'SQLITE_MISMATCH'} ('datatype mismatch',)
# expect: OperationalError | table t has 4 columns but 2 values were supplied | 1 SQLITE_ERROR {'sqlite_errorcode': 1, 'sqlite_errorname': 'SQLITE_ERROR'} ('table t has 4 columns but 2 values were supplied',)
# expect: OperationalError | no such table: nowhere | 1 SQLITE_ERROR {'sqlite_errorcode': 1, 'sqlite_errorname': 'SQLITE_ERROR'} ('no such table: nowhere',)
# expect: OperationalError | unrecognized token: "'unfinished" | 1 SQLITE_ERROR {'sqlite_errorcode': 1, 'sqlite_errorname': 'SQLITE_ERROR'} ('unrecognized token: "\'unfinished"',)
# expect: DataError | string or blob too big | 18 SQLITE_TOOBIG {'sqlite_errorcode': 18, 'sqlite_errorname': 'SQLITE_TOOBIG'} ('string or blob too big',)
# expect: OperationalError | table t already exists | 1 SQLITE_ERROR {'sqlite_errorcode': 1, 'sqlite_errorname': 'SQLITE_ERROR'} ('table t already exists',)
# expect: DatabaseError | not authorized | 23 SQLITE_AUTH {'sqlite_errorcode': 23, 'sqlite_errorname': 'SQLITE_AUTH'} ('not authorized',)
# expect: DatabaseError not authorized True
# expect: sqlite3 Warning ['Exception'] Warning('x')
# expect: sqlite3 Error ['Exception'] Error('x')
# expect: sqlite3 InterfaceError ['Error', 'Exception'] InterfaceError('x')
# expect: sqlite3 DatabaseError ['Error', 'Exception'] DatabaseError('x')
# expect: sqlite3 DataError ['DatabaseError', 'Error', 'Exception'] DataError('x')
# expect: sqlite3 OperationalError ['DatabaseError', 'Error', 'Exception'] OperationalError('x')
# expect: sqlite3 IntegrityError ['DatabaseError', 'Error', 'Exception'] IntegrityError('x')
# expect: sqlite3 InternalError ['DatabaseError', 'Error', 'Exception'] InternalError('x')
# expect: sqlite3 ProgrammingError ['DatabaseError', 'Error', 'Exception'] ProgrammingError('x')
# expect: sqlite3 NotSupportedError ['DatabaseError', 'Error', 'Exception'] NotSupportedError('x')
