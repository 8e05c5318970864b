# What 3.15 refuses or words otherwise: reports of callbacks, names of arguments, deleted settings, numbers of rows, steps of blobs.
import sqlite3
import sys

if sys.version_info < (3, 15):
    sys.exit()

sys.unraisablehook = lambda u: print("   ", u.exc_type.__name__, u.err_msg.partition(" at 0x")[0], u.object)
sqlite3.enable_callback_tracebacks(True)
con = sqlite3.connect(":memory:")
cur = con.cursor()


def tried(label, call, *arguments, **keywords):
    try:
        print(label, call(*arguments, **keywords))
    except Exception as e:
        print(label, type(e).__name__, e)


class NoStep:
    def finalize(self):
        return 1


class FailingFinalize:
    def step(self, x):
        pass

    def finalize(self):
        1 / 0


def fails(*arguments):
    1 / 0


for kind in NoStep, FailingFinalize:
    con.create_aggregate("f", 1, kind)
    tried("aggregate", con.execute, "select f(1)")
con.create_function("g", -1, fails)
tried("function", con.execute, "select g(1)")
con.set_authorizer(fails)
tried("authorizer", con.execute, "select 1")
con.set_authorizer(None)
con.set_progress_handler(fails, 1)
tried("progress", con.execute, "select 1 union select 2")
con.set_progress_handler(None, 1)
con.set_trace_callback(fails)
tried("trace", lambda: con.execute("select 1").fetchall())
con.set_trace_callback(None)

for call, arguments in ((con.create_function, ("f", -100, fails)), (con.create_aggregate, ("f", 10**6, NoStep)),
                        (con.create_window_function, ("f", -2, NoStep))):
    try:
        call(*arguments)
    except sqlite3.ProgrammingError as e:
        print(str(e).partition(" and ")[0])

tried("handler", con.set_progress_handler, progress_handler=None, n=1)
tried("handler", con.set_progress_handler, None, n=1)
tried("trace", con.set_trace_callback, trace_callback=None)
tried("authorizer", con.set_authorizer, authorizer_callback=None)
tried("function", con.create_function, "f", narg=1, func=fails)
tried("function", con.create_function, "f", 1, fails, deterministic=True)
tried("aggregate", con.create_aggregate, name="f", n_arg=1, aggregate_class=NoStep)
tried("connect", sqlite3.connect, ":memory:", 1)
tried("Connection", sqlite3.Connection, ":memory:", 1)
sqlite3.connect(database=":memory:").close()

for owner, name in (con, "row_factory"), (con, "text_factory"), (con, "autocommit"), (cur, "row_factory"), (cur, "arraysize"):
    tried("delete", delattr, owner, name)
print(con.row_factory, con.text_factory, cur.row_factory, cur.arraysize)
for size in -1, 0, 2, 2**31, "a", 1.5, None:
    tried(size, setattr, cur, "arraysize", size)
    tried(size, lambda: cur.execute("values (1), (2), (3)").fetchmany(size))
    tried(cur.arraysize, lambda: cur.execute("values (1), (2), (3)").fetchmany())
for size in 2**32, 2**70:
    tried(size, lambda: cur.execute("values (1), (2), (3)").fetchmany(size))
described = con.execute("select 1 as a")
described.row_factory = sqlite3.Row
tried("row", lambda: described.fetchone()["missing"])
tried("row", lambda: sqlite3.Row(con.cursor(), (1,))["missing"])

con.execute("create table blobs(x)")
con.execute("insert into blobs values (x'00112233445566778899')")
with con.blobopen("blobs", "x", 1) as blob:
    for part in slice(5, None, -5), slice(5, 0, -1), slice(0, 5, -1), slice(0, 9, 2):
        tried(part, lambda: blob[part])
        tried(part, blob.__setitem__, part, b"12345")
con.close()

# expect-since-3.15:     AttributeError Exception ignored on sqlite3 callback <class '__main__.NoStep'> None
# expect-since-3.15: aggregate OperationalError user-defined aggregate's 'step' method not defined
# expect-since-3.15:     ZeroDivisionError Exception ignored on sqlite3 callback <class '__main__.FailingFinalize'> None
# expect-since-3.15: aggregate OperationalError user-defined aggregate's 'finalize' method raised error
# expect-since-3.15:     ZeroDivisionError Exception ignored on sqlite3 callback <function fails None
# expect-since-3.15: function OperationalError user-defined function raised exception
# expect-since-3.15:     ZeroDivisionError Exception ignored on sqlite3 callback <function fails None
# expect-since-3.15: authorizer DatabaseError not authorized
# expect-since-3.15:     ZeroDivisionError Exception ignored on sqlite3 callback <function fails None
# expect-since-3.15: progress OperationalError interrupted
# expect-since-3.15:     ZeroDivisionError Exception ignored on sqlite3 callback <function fails None
# expect-since-3.15: trace [(1,)]
# expect-since-3.15: 'narg' must be between -1
# expect-since-3.15: 'n_arg' must be between -1
# expect-since-3.15: 'num_params' must be between -1
# expect-since-3.15: handler TypeError set_progress_handler() takes at least 1 positional argument (0 given)
# expect-since-3.15: handler None
# expect-since-3.15: trace TypeError set_trace_callback() takes exactly 1 positional argument (0 given)
# expect-since-3.15: authorizer TypeError set_authorizer() takes exactly 1 positional argument (0 given)
# expect-since-3.15: function TypeError create_function() takes exactly 3 positional arguments (1 given)
# expect-since-3.15: function None
# expect-since-3.15: aggregate TypeError create_aggregate() takes exactly 3 positional arguments (0 given)
# expect-since-3.15: connect TypeError connect() takes at most 1 positional arguments (2 given)
# expect-since-3.15: Connection TypeError Connection() takes exactly 1 positional argument (2 given)
# expect-since-3.15: delete AttributeError cannot delete row_factory attribute
# expect-since-3.15: delete AttributeError cannot delete text_factory attribute
# expect-since-3.15: delete AttributeError cannot delete autocommit attribute
# expect-since-3.15: delete AttributeError cannot delete row_factory attribute
# expect-since-3.15: delete AttributeError attribute 'arraysize' of 'sqlite3.Cursor' objects cannot be deleted
# expect-since-3.15: None <class 'str'> None 1
# expect-since-3.15: -1 ValueError Cannot convert negative int
# expect-since-3.15: -1 ValueError Cannot convert negative int
# expect-since-3.15: 1 [(1,)]
# expect-since-3.15: 0 None
# expect-since-3.15: 0 []
# expect-since-3.15: 0 []
# expect-since-3.15: 2 None
# expect-since-3.15: 2 [(1,), (2,)]
# expect-since-3.15: 2 [(1,), (2,)]
# expect-since-3.15: 2147483648 None
# expect-since-3.15: 2147483648 [(1,), (2,), (3,)]
# expect-since-3.15: 2147483648 [(1,), (2,), (3,)]
# expect-since-3.15: a TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: a TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: 2147483648 [(1,), (2,), (3,)]
# expect-since-3.15: 1.5 TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: 1.5 TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: 2147483648 [(1,), (2,), (3,)]
# expect-since-3.15: None TypeError 'NoneType' object cannot be interpreted as an integer
# expect-since-3.15: None TypeError 'NoneType' object cannot be interpreted as an integer
# expect-since-3.15: 2147483648 [(1,), (2,), (3,)]
# expect-since-3.15: 4294967296 OverflowError Python int too large for C uint32_t
# expect-since-3.15: 1180591620717411303424 OverflowError Python int too large for C uint32_t
# expect-since-3.15: row IndexError No item with that key
# expect-since-3.15: row IndexError No item with key 'missing'
# expect-since-3.15: slice(5, None, -5) ValueError Blob doesn't support slices with a negative step
# expect-since-3.15: slice(5, None, -5) IndexError Blob slice assignment is wrong size
# expect-since-3.15: slice(5, 0, -1) ValueError Blob doesn't support slices with a negative step
# expect-since-3.15: slice(5, 0, -1) ValueError Blob doesn't support slices with a negative step
# expect-since-3.15: slice(0, 5, -1) b''
# expect-since-3.15: slice(0, 5, -1) IndexError Blob slice assignment is wrong size
# expect-since-3.15: slice(0, 9, 2) b'\x00"Df\x88'
# expect-since-3.15: slice(0, 9, 2) None
