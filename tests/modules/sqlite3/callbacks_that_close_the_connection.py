# A callback may close, reopen or misuse the connection that called it. The operation then fails; nothing else happens.
# CPython crashes in most of these cases, so that only tinypy runs them; for other interpreters MODEL says what is right.
import gc
import sqlite3
import sys

try:
    import refscope
except ImportError:
    refscope = None

CLOSED = "ProgrammingError: Cannot operate on a closed database."
CASES = []


def case(expected):
    return lambda function: CASES.append((function, expected))


def fresh(**options):
    con = sqlite3.connect(":memory:", **options)
    con.execute("create table t(a, b)")
    con.executemany("insert into t values(?, ?)", [(i, str(i)) for i in range(10)])
    con.commit()
    return con


class Aggregate:
    """Closes its connection in one of its methods."""
    con = when = None

    def method(name):
        def run(self, *arguments):
            if self.when == name:
                self.con.close()
            return 1 if name in ("value", "finalize") else None
        return run

    __init__, step, inverse, value, finalize = map(method, ("__init__", "step", "inverse", "value", "finalize"))


def aggregate(con, when):
    return type("A", (Aggregate,), {"con": con, "when": when})


@case(CLOSED)
def function_during_execute():
    con = fresh()
    con.create_function("f", 1, lambda x: con.close())
    con.execute("select f(a) from t")


@case(CLOSED)
def function_during_fetch():
    con = fresh()
    con.create_function("f", 1, lambda x: con.close() if x == 3 else x)
    con.execute("select f(a) from t").fetchall()


@case(CLOSED)
def function_during_executemany():
    con = fresh()
    con.create_function("f", 1, lambda x: con.close())
    con.executemany("insert into t values(f(?), 1)", [(1,), (2,)])


@case(CLOSED)
def function_during_executescript():
    con = fresh()
    con.create_function("f", 1, lambda x: con.close())
    con.executescript("select f(a) from t; select 1")


@case(CLOSED)
def function_initialises_again():
    con = fresh()
    con.create_function("f", 1, lambda x: con.__init__(":memory:"))
    con.execute("select f(a) from t").fetchall()


@case(CLOSED)
def trace_callback():
    con = fresh()
    con.set_trace_callback(lambda sql: con.close())
    con.execute("select a from t")


@case(CLOSED)
def trace_callback_of_begin():
    con = fresh()
    con.set_trace_callback(lambda sql: con.close() if sql.startswith("BEGIN") else None)
    con.execute("insert into t values(1, 2)")


@case(CLOSED)
def trace_callback_of_commit():
    con = fresh()
    con.execute("insert into t values(1, 2)")
    con.set_trace_callback(lambda sql: con.close())
    con.commit()


@case(CLOSED)
def trace_callback_of_the_rollback_in_close():
    con = sqlite3.connect(":memory:", autocommit=False)
    con.set_trace_callback(lambda sql: con.close())
    con.close()
    con.execute("select 1")


@case("ProgrammingError: a callback has opened the connection while it was closed")
def trace_callback_of_close_initialises_again():
    con = sqlite3.connect(":memory:", autocommit=False)
    con.set_trace_callback(lambda sql: con.__init__(":memory:"))
    con.__init__(":memory:")


@case(CLOSED)
def authorizer():
    con = fresh()
    con.set_authorizer(lambda *arguments: con.close() or sqlite3.SQLITE_OK)
    con.execute("select a from t")


@case(CLOSED)
def progress_handler():
    con = fresh()
    con.set_progress_handler(con.close, 1)
    con.execute("select a from t").fetchall()


@case(CLOSED)
def collation():
    con = fresh()
    con.create_collation("c", lambda a, b: con.close() or 0)
    con.execute("select b from t order by b collate c").fetchall()


for when in "__init__", "step", "finalize":
    @case(CLOSED)
    def of_aggregate(when=when):
        con = fresh()
        con.create_aggregate("total", 1, aggregate(con, when))
        con.execute("select total(a) from t").fetchall()

for when in "step", "inverse", "value", "finalize":
    @case(CLOSED)
    def of_window_function(when=when):
        con = fresh()
        con.create_window_function("total", 1, aggregate(con, when))
        con.execute("select total(a) over (order by a rows 2 preceding) from t").fetchall()


@case(CLOSED)
def adapter():
    con = fresh()

    class Adapted:
        def __conform__(self, protocol):
            con.close()
            return 1
    con.execute("insert into t values(?, ?)", (Adapted(), 1))


@case(CLOSED)
def converter():
    con = fresh(detect_types=sqlite3.PARSE_COLNAMES)
    sqlite3.register_converter("closing", lambda data: con.close())
    con.execute('select a as "a [closing]" from t').fetchall()


@case(CLOSED)
def row_factory():
    con = fresh()
    con.row_factory = lambda cursor, row: con.close()
    con.execute("select a from t").fetchall()


@case(CLOSED)
def text_factory():
    con = fresh()
    con.text_factory = lambda data: con.close()
    con.execute("select b from t").fetchall()


@case(CLOSED)
def iterator_of_parameters():
    con = fresh()

    def rows():
        yield 1, 2
        con.close()
        yield 3, 4
    con.executemany("insert into t values(?, ?)", rows())


@case(CLOSED)
def length_of_parameters():
    con = fresh()

    class Sequence:
        def __len__(self):
            con.close()
            return 2

        def __getitem__(self, index):
            return index
    con.execute("insert into t values(?, ?)", Sequence())


@case(CLOSED)
def progress_of_a_backup_closes_the_source():
    con, target = fresh(), sqlite3.connect(":memory:")
    con.backup(target, pages=1, progress=lambda *numbers: con.close())


@case("ProgrammingError: a backup is writing into the database")
def progress_of_a_backup_closes_the_target():
    con, target = fresh(), sqlite3.connect(":memory:")
    con.backup(target, pages=1, progress=lambda *numbers: target.close())


@case("ProgrammingError: a backup is writing into the database")
def progress_of_a_backup_uses_the_target():
    con, target = fresh(), sqlite3.connect(":memory:")
    con.backup(target, pages=1, progress=lambda *numbers: target.execute("create table u(v)"))


@case("ProgrammingError: Cannot operate on a closed blob.")
def function_closes_a_blob():
    con = fresh()
    con.execute("insert into t(rowid, a) values (100, zeroblob(10))")
    blob = con.blobopen("t", "a", 100)
    con.create_function("f", 1, lambda x: blob.close())
    con.execute("select f(a) from t").fetchall()
    blob.read()


@case("('0',)" if sys.version_info < (3, 15) else "AttributeError: cannot delete row_factory attribute")
def factories_are_deleted():
    con = fresh()
    del con.row_factory, con.text_factory
    return con.execute("select b from t").fetchone()


@case("AttributeError: cannot delete%s attribute" % (" autocommit" if sys.version_info >= (3, 15) else ""))
def autocommit_is_deleted():
    con = fresh()
    del con.autocommit


@case("TypeError: unhashable type: 'list'")
def hash_of_an_unhashable_row():
    hash(sqlite3.Row(fresh().execute("select 1"), ([],)))


def outcome(function):
    try:
        return str(function())
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


for function, expected in CASES:
    print(function.__name__, outcome(function) if refscope else expected)
gc.collect()

# expect: function_during_execute ProgrammingError: Cannot operate on a closed database.
# expect: function_during_fetch ProgrammingError: Cannot operate on a closed database.
# expect: function_during_executemany ProgrammingError: Cannot operate on a closed database.
# expect: function_during_executescript ProgrammingError: Cannot operate on a closed database.
# expect: function_initialises_again ProgrammingError: Cannot operate on a closed database.
# expect: trace_callback ProgrammingError: Cannot operate on a closed database.
# expect: trace_callback_of_begin ProgrammingError: Cannot operate on a closed database.
# expect: trace_callback_of_commit ProgrammingError: Cannot operate on a closed database.
# expect: trace_callback_of_the_rollback_in_close ProgrammingError: Cannot operate on a closed database.
# expect: trace_callback_of_close_initialises_again ProgrammingError: a callback has opened the connection while it was closed
# expect: authorizer ProgrammingError: Cannot operate on a closed database.
# expect: progress_handler ProgrammingError: Cannot operate on a closed database.
# expect: collation ProgrammingError: Cannot operate on a closed database.
# expect: of_aggregate ProgrammingError: Cannot operate on a closed database.
# expect: of_aggregate ProgrammingError: Cannot operate on a closed database.
# expect: of_aggregate ProgrammingError: Cannot operate on a closed database.
# expect: of_window_function ProgrammingError: Cannot operate on a closed database.
# expect: of_window_function ProgrammingError: Cannot operate on a closed database.
# expect: of_window_function ProgrammingError: Cannot operate on a closed database.
# expect: of_window_function ProgrammingError: Cannot operate on a closed database.
# expect: adapter ProgrammingError: Cannot operate on a closed database.
# expect: converter ProgrammingError: Cannot operate on a closed database.
# expect: row_factory ProgrammingError: Cannot operate on a closed database.
# expect: text_factory ProgrammingError: Cannot operate on a closed database.
# expect: iterator_of_parameters ProgrammingError: Cannot operate on a closed database.
# expect: length_of_parameters ProgrammingError: Cannot operate on a closed database.
# expect: progress_of_a_backup_closes_the_source ProgrammingError: Cannot operate on a closed database.
# expect: progress_of_a_backup_closes_the_target ProgrammingError: a backup is writing into the database
# expect: progress_of_a_backup_uses_the_target ProgrammingError: a backup is writing into the database
# expect: function_closes_a_blob ProgrammingError: Cannot operate on a closed blob.
# expect-before-3.15: factories_are_deleted ('0',)
# expect-before-3.15: autocommit_is_deleted AttributeError: cannot delete attribute
# expect-since-3.15: factories_are_deleted AttributeError: cannot delete row_factory attribute
# expect-since-3.15: autocommit_is_deleted AttributeError: cannot delete autocommit attribute
# expect: hash_of_an_unhashable_row TypeError: unhashable type: 'list'
