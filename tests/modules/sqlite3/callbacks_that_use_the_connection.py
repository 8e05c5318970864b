# What a callback may do with the connection and the cursor that called it, and what is refused. CPython 3.13 crashes if
# the cursor is used; for other interpreters the case says what is right.
import gc
import sqlite3

try:
    import refscope
except ImportError:
    refscope = None

CASES = []


def case(function, expected=None):
    CASES.append((function, expected))


def case_without_cpython(expected):
    return lambda function: case(function, expected)


RECURSIVE = (["ProgrammingError: Recursive use of cursors not allowed."], [(None,), (None,)])


def fresh():
    con = sqlite3.connect(":memory:")
    con.execute("create table t(a, b)")
    con.executemany("insert into t values(?, ?)", [(i, str(i)) for i in range(10)])
    con.commit()
    return con


def tried(function):
    """The name of the exception that the function raises, or its result."""
    try:
        return function()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


def in_function(sql, body):
    """What `body`, called by SQLite, gives; the statement's result."""
    con = fresh()
    cur = con.cursor()
    seen = []
    con.create_function("f", 1, lambda x: seen.append(tried(lambda: body(con, cur))))
    result = tried(lambda: cur.execute(sql).fetchall())
    return seen[:1], result


QUERY = "select f(a) from t where a < 2"


@case_without_cpython(RECURSIVE)
def reads_the_same_cursor():
    return in_function(QUERY, lambda con, cur: cur.fetchone())


@case_without_cpython(RECURSIVE)
def executes_on_the_same_cursor():
    return in_function(QUERY, lambda con, cur: cur.execute("select 1"))


@case_without_cpython(RECURSIVE)
def closes_the_same_cursor():
    return in_function(QUERY, lambda con, cur: cur.close())


@case_without_cpython(RECURSIVE)
def initialises_the_same_cursor():
    return in_function(QUERY, lambda con, cur: cur.__init__(con))


@case
def executes_on_another_cursor():
    return in_function(QUERY, lambda con, cur: con.execute("select count(*) from t").fetchone())


@case
def writes():
    return in_function(QUERY, lambda con, cur: con.execute("insert into t values(100, 'x')").rowcount)


@case
def drops_the_table():
    return in_function(QUERY, lambda con, cur: con.execute("drop table t"))


@case
def replaces_itself():
    return in_function(QUERY, lambda con, cur: con.create_function("f", 1, None))


@case
def rolls_back():
    return in_function(QUERY, lambda con, cur: con.rollback())


@case
def interrupts():
    return in_function(QUERY, lambda con, cur: con.interrupt())


@case
def adapter_executes_on_the_same_cursor():
    cur = fresh().cursor()

    class Adapted:
        def __conform__(self, protocol):
            cur.execute("select 1")
    return cur.execute("insert into t values(?, ?)", (Adapted(), 1))


@case
def recursion_without_end():
    con = fresh()
    con.create_function("f", 0, lambda: con.execute("select f()").fetchone()[0])
    return con.execute("select f()").fetchone()


@case
def exceptions_that_are_no_errors():
    con = fresh()

    def leave(x):
        raise SystemExit
    con.create_function("f", 1, leave)
    return con.execute("select f(a) from t")


@case
def last_reference_to_the_connection():
    box = [fresh()]
    box[0].create_function("f", 1, lambda x: box.clear())
    return box[0].execute(QUERY).fetchall()


@case
def last_reference_to_the_cursor():
    con, box = fresh(), []
    con.create_function("f", 1, lambda x: box.clear())
    box.append(con.cursor())
    return box[0].execute(QUERY).fetchall()


@case
def trace_callback_replaces_itself():
    con = fresh()
    con.set_trace_callback(lambda sql: con.set_trace_callback(None))
    return con.execute("select 2").fetchall()


@case
def progress_handler_replaces_itself():
    con = fresh()
    con.set_progress_handler(lambda: con.set_progress_handler(None, 1), 1)
    return con.execute("select 2").fetchall()


@case
def instance_of_an_aggregate_that_dies():
    con, seen = fresh(), []

    class Aggregate:
        def step(self, x):
            pass

        def finalize(self):
            return 1

        def __del__(self):
            seen.append(con.execute("select 5").fetchone())
    con.create_aggregate("total", 1, Aggregate)
    return con.execute("select total(a) from t").fetchall(), seen


@case
def cursor_that_moves_to_another_connection():
    cur = fresh().execute("select a from t")
    other = sqlite3.connect(":memory:")
    cur.__init__(other)
    return cur.connection is other, cur.execute("select 1").fetchall(), cur.description[0][0]


@case
def functions_that_hold_cursors():
    con = sqlite3.connect(":memory:")
    cur = con.execute("values (1), (2)")
    con.create_function("f", 0, lambda: (con, cur))
    con.set_trace_callback(lambda sql: con)
    return cur.fetchone()


for function, expected in CASES:
    print(function.__name__, expected if expected and not refscope else tried(function))
gc.collect()

# expect: reads_the_same_cursor (['ProgrammingError: Recursive use of cursors not allowed.'], [(None,), (None,)])
# expect: executes_on_the_same_cursor (['ProgrammingError: Recursive use of cursors not allowed.'], [(None,), (None,)])
# expect: closes_the_same_cursor (['ProgrammingError: Recursive use of cursors not allowed.'], [(None,), (None,)])
# expect: initialises_the_same_cursor (['ProgrammingError: Recursive use of cursors not allowed.'], [(None,), (None,)])
# expect: executes_on_another_cursor ([(10,)], [(None,), (None,)])
# expect: writes ([1], [(None,), (None,)])
# expect: drops_the_table (['OperationalError: database table is locked'], [(None,), (None,)])
# expect: replaces_itself (['OperationalError: Error creating function'], [(None,), (None,)])
# expect: rolls_back ([None], [(None,), (None,)])
# expect: interrupts ([None], 'OperationalError: interrupted')
# expect: adapter_executes_on_the_same_cursor ProgrammingError: Recursive use of cursors not allowed.
# expect: recursion_without_end OperationalError: user-defined function raised exception
# expect: exceptions_that_are_no_errors OperationalError: user-defined function raised exception
# expect: last_reference_to_the_connection [(None,), (None,)]
# expect: last_reference_to_the_cursor [(None,), (None,)]
# expect: trace_callback_replaces_itself [(2,)]
# expect: progress_handler_replaces_itself [(2,)]
# expect: instance_of_an_aggregate_that_dies ([(1,)], [(5,)])
# expect: cursor_that_moves_to_another_connection (True, [(1,)], '1')
# expect: functions_that_hold_cursors (1,)
