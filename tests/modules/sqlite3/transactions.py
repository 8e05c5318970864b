# min-version: 3.12
# Transactions: when they begin and end, by isolation_level, by autocommit, and in `with`.
import sqlite3
from _tried import tried


def traced(con, *actions):
    """The statements that SQLite executes for the actions."""
    statements = []
    con.set_trace_callback(statements.append)
    for action in actions:
        action()
    tried(con.set_trace_callback, None)
    return statements


for level in "", "DEFERRED", "immediate", "Exclusive", None:
    con = sqlite3.connect(":memory:", isolation_level=level)
    con.execute("create table t(a)")
    insert = lambda: con.execute("insert into t values(1)") and None
    print(repr(con.isolation_level), traced(con, insert, con.commit), con.in_transaction)
    print(traced(con, lambda: con.execute("  /* x */ -- y\n rEplace into t values(1)") and None), con.in_transaction)
    print(traced(con, con.rollback), con.execute("select count(*) from t").fetchone(), con.total_changes)
for level in "nothing", "DEFERRED\0", 5, b"":
    print(tried(sqlite3.connect, ":memory:", isolation_level=level), tried(setattr, con, "isolation_level", level))
print(tried(delattr, con, "isolation_level"), con.isolation_level)
con.isolation_level = ""
insert()
con.isolation_level = None
print(con.in_transaction)

for mode in True, False, sqlite3.LEGACY_TRANSACTION_CONTROL:
    con = sqlite3.connect(":memory:", autocommit=mode)
    con.execute("create table t(a)")
    print(con.autocommit, con.in_transaction, traced(con, insert, con.commit), traced(con, insert, con.rollback))
    print(traced(con, lambda: setattr(con, "autocommit", True)), traced(con, lambda: setattr(con, "autocommit", False)), con.in_transaction)
    print(traced(con, con.close))
for mode in None, 5, "x":
    print(tried(sqlite3.connect, ":memory:", autocommit=mode))

con = sqlite3.connect(":memory:")
con.execute("create table t(a unique)")
with con as same:
    insert()
print(same is con, con.in_transaction, con.execute("select count(*) from t").fetchone())
try:
    with con:
        con.execute("insert into t values(2)")
        insert()
except sqlite3.IntegrityError as error:
    print(error, con.in_transaction, con.execute("select count(*) from t").fetchone())
con.executescript("pragma foreign_keys = on; create table u(b references t(a) deferrable initially deferred)")
try:
    with con:
        con.execute("insert into u values(100)")
except sqlite3.IntegrityError as error:
    print(error, con.in_transaction)
print(tried(con.__exit__, 1), con.__exit__(None, None, None))
con.close()
for attribute in "isolation_level", "autocommit", "total_changes", "in_transaction", "row_factory":
    print(attribute, tried(getattr, con, attribute))
for method in con.commit, con.rollback, con.cursor, con.close, con.__enter__, con.interrupt, con:
    print(tried(method))

# expect: '' ['BEGIN ', 'insert into t values(1)', 'COMMIT'] False
# expect: ['BEGIN ', '  /* x */ -- y\n rEplace into t values(1)'] True
# expect: ['ROLLBACK'] (1,) 2
# expect: 'DEFERRED' ['BEGIN DEFERRED', 'insert into t values(1)', 'COMMIT'] False
# expect: ['BEGIN DEFERRED', '  /* x */ -- y\n rEplace into t values(1)'] True
# expect: ['ROLLBACK'] (1,) 2
# expect: 'IMMEDIATE' ['BEGIN IMMEDIATE', 'insert into t values(1)', 'COMMIT'] False
# expect: ['BEGIN IMMEDIATE', '  /* x */ -- y\n rEplace into t values(1)'] True
# expect: ['ROLLBACK'] (1,) 2
# expect: 'EXCLUSIVE' ['BEGIN EXCLUSIVE', 'insert into t values(1)', 'COMMIT'] False
# expect: ['BEGIN EXCLUSIVE', '  /* x */ -- y\n rEplace into t values(1)'] True
# expect: ['ROLLBACK'] (1,) 2
# expect: None ['insert into t values(1)'] False
# expect: ['  /* x */ -- y\n rEplace into t values(1)'] False
# expect: [] (2,) 2
# expect: ValueError: isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE' ValueError: isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'
# expect: ValueError: embedded null character ValueError: embedded null character
# expect: TypeError: isolation_level must be str or None TypeError: isolation_level must be str or None
# expect: TypeError: isolation_level must be str or None TypeError: isolation_level must be str or None
# expect: AttributeError: cannot delete attribute None
# expect: False
# expect: True False ['insert into t values(1)'] ['insert into t values(1)']
# expect: [] ['BEGIN'] True
# expect: ['ROLLBACK']
# expect: False True ['insert into t values(1)', 'COMMIT', 'BEGIN'] ['insert into t values(1)', 'ROLLBACK', 'BEGIN']
# expect: ['COMMIT'] ['BEGIN'] True
# expect: ['ROLLBACK']
# expect: -1 False ['BEGIN ', 'insert into t values(1)', 'COMMIT'] ['BEGIN ', 'insert into t values(1)', 'ROLLBACK']
# expect: [] ['BEGIN'] True
# expect: ['ROLLBACK']
# expect: ValueError: autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL
# expect: ValueError: autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL
# expect: ValueError: autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL
# expect: True False (1,)
# expect: UNIQUE constraint failed: t.a False (1,)
# expect: FOREIGN KEY constraint failed False
# expect: TypeError: __exit__ expected 3 arguments, got 1 False
# expect: isolation_level ProgrammingError: Cannot operate on a closed database.
# expect: autocommit ProgrammingError: Cannot operate on a closed database.
# expect: total_changes ProgrammingError: Cannot operate on a closed database.
# expect: in_transaction ProgrammingError: Cannot operate on a closed database.
# expect: row_factory None
# expect: ProgrammingError: Cannot operate on a closed database.
# expect: ProgrammingError: Cannot operate on a closed database.
# expect: ProgrammingError: Cannot operate on a closed database.
# expect: None
# expect: ProgrammingError: Cannot operate on a closed database.
# expect: ProgrammingError: Cannot operate on a closed database.
# expect: ProgrammingError: Cannot operate on a closed database.
