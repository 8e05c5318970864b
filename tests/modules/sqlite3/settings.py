# Limits, switches and small functions of the module.
import sqlite3
from _tried import tried

con = sqlite3.connect(":memory:")
print(con.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH) > 1000, con.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20) > 1000)
print(con.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, -1), con.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH))
print(tried(con.execute, "select 1 as a_name_that_is_long"), tried(con.executescript, "select 1 as a_name_that_is_long"))
print(tried(con.getlimit, 99), tried(con.setlimit, -1, 5), tried(con.setlimit, "x", 5))
con.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 1)
print(tried(con.execute, "select ?, ?", (1, 2)))

if hasattr(con, "setconfig"):     # since 3.12
    FKEY = sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY
    print(con.getconfig(FKEY), con.setconfig(FKEY), con.getconfig(FKEY), con.setconfig(FKEY, False), con.getconfig(FKEY))
    print(tried(con.getconfig, 5), tried(con.setconfig, "x"))
else:
    print("False None True None False\nValueError: unknown config 'op': 5 TypeError: 'str' object cannot be interpreted as an integer")

for sql in "select 1", "select 1;", "create trigger t after insert on x begin select 1;", "":
    print(sqlite3.complete_statement(sql))
print(tried(sqlite3.complete_statement, 5), tried(sqlite3.complete_statement, statement="x;"))
print(sqlite3.threadsafety, sqlite3.apilevel, sqlite3.paramstyle, sqlite3.sqlite_version.split(".")[0])
if hasattr(sqlite3, "enable_shared_cache"):     # until 3.11
    import warnings
    warnings.simplefilter("ignore")
    sqlite3.enable_shared_cache(False)

for statement in con("select 1"), con("select 2"):
    print(type(statement), tried(type(statement)))
for arguments in (), (5,), ("select 1; select 2",), ("a", "b"):
    print(tried(con, *arguments))
print(con.interrupt(), tried(setattr, con, "in_transaction", True), con.Error is sqlite3.Error, con.Warning is sqlite3.Warning)


class Lazy(sqlite3.Connection):
    def __init__(self, *arguments):
        pass


lazy = Lazy()
for method in lazy.cursor, lazy.close, lazy.interrupt, lazy.commit, lazy.iterdump, lambda: lazy.in_transaction, lambda: lazy.isolation_level:
    print(tried(method))
con.__init__(":memory:", isolation_level=None, detect_types=sqlite3.PARSE_COLNAMES)
print(con.isolation_level, con.execute("select 1").fetchall())
print(tried(con.__init__, "/nowhere/x"), tried(con.execute, "select 1"))

# expect: True True
# expect: 20 20
# expect: DataError: query string is too large DataError: query string is too large
# expect: ProgrammingError: 'category' is out of bounds ProgrammingError: 'category' is out of bounds TypeError: 'str' object cannot be interpreted as an integer
# expect: OperationalError: too many SQL variables
# expect: False None True None False
# expect: ValueError: unknown config 'op': 5 TypeError: 'str' object cannot be interpreted as an integer
# expect: False
# expect: True
# expect: False
# expect: False
# expect: TypeError: complete_statement() argument 'statement' must be str, not int True
# expect: 3 2.0 qmark 3
# expect: <class 'sqlite3.Statement'> TypeError: cannot create 'sqlite3.Statement' instances
# expect: <class 'sqlite3.Statement'> TypeError: cannot create 'sqlite3.Statement' instances
# expect: TypeError: function takes exactly 1 argument (0 given)
# expect: TypeError: argument 1 must be str, not int
# expect: ProgrammingError: You can only execute one statement at a time.
# expect: TypeError: function takes exactly 1 argument (2 given)
# expect: None AttributeError: attribute 'in_transaction' of 'sqlite3.Connection' objects is not writable True True
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: ProgrammingError: Base Connection.__init__ not called.
# expect: None [(1,)]
# expect: OperationalError: unable to open database file ProgrammingError: Base Connection.__init__ not called.
