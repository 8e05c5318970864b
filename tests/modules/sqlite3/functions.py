# SQL functions, aggregates and window functions in Python, and what their mistakes lead to.
import sqlite3
import sys
from _tried import tried

con = sqlite3.connect(":memory:")
con.create_function("plus", 2, lambda a, b: a + b)
con.create_function("count_of", -1, lambda *values: len(values), deterministic=True)
con.create_function("types", -1, lambda *values: " ".join(type(v).__name__ for v in values))
con.create_function("same", 1, lambda value: value)
print(con.execute("select plus(1, 2), plus('a', 'b'), count_of(), count_of(1, 2, 3)").fetchone())
print(con.execute("select types(1, 1.5, 'x', x'00', null)").fetchone())
for value in None, 2**62, -2**63, 0.5, "ä\0b", b"", b"\0\xff", bytearray(b"x"), True, float("nan"):
    print(ascii(value), ascii(con.execute("select same(?)", (value,)).fetchone()))
for result in 2**63, "\ud800", [], object(), 1j, memoryview(b"abcd")[::2]:
    con.create_function("wrong", 0, lambda: result)
    print(type(result).__name__, tried(con.execute, "select wrong()"))
for error in ValueError, MemoryError, OverflowError, KeyboardInterrupt:
    def fail():
        raise error
    con.create_function("wrong", 0, fail)
    print(error.__name__, tried(con.execute, "select wrong()"))
print(tried(con.execute, "select plus(1)"), tried(con.execute, "select plus(cast(x'ff' as text), 'a')"))
con.create_function("plus", 2, None)    # CPython 3.13 keeps the function, and calls None
print(tried(con.execute, "select plus(1, 2)").split(":")[0])
print(tried(con.create_function, "f", -100, len).partition(" and ")[0], tried(con.create_function, 5, 1, len), tried(con.create_function, "f\0", 1, len))
con.execute("create table t(a)")
con.execute("create index i on t(count_of(a))")
print(tried(con.execute, "create index j on t(same(a))"))


class Total:
    def __init__(self):
        self.values = []

    def step(self, value):
        self.values.append(value)

    def inverse(self, value):
        self.values.remove(value)

    def value(self):
        return sum(self.values)

    finalize = value


con.executemany("insert into t values(?)", [(i,) for i in range(5)])
con.create_aggregate("total_of", 1, Total)
print(con.execute("select total_of(a), total_of(a * 10) from t").fetchone())
print(con.execute("select a % 2, total_of(a) from t group by 1").fetchall())
print(con.execute("select total_of(a) from t where a > 100").fetchone())
con.create_window_function("sliding", 1, Total)
print(con.execute("select a, sliding(a) over (order by a rows between 1 preceding and 1 following) from t").fetchall())
print(con.execute("select sliding(a) from t").fetchone())


def without(*names, **methods):
    return type("C", (), {**{k: v for k, v in vars(Total).items() if k not in names and not k.startswith("__")},
                          "__init__": Total.__init__, **methods})


def fails(*arguments):
    raise ZeroDivisionError


WINDOW = "select wrong(a) over (order by a rows 1 preceding) from t"
for name in "step", "inverse", "value", "finalize", "__init__":
    con.create_window_function("wrong", 1, without(name, **{name: fails}))
    print(name, tried(lambda: con.execute(WINDOW).fetchall()))
    if name != "__init__":
        con.create_window_function("wrong", 1, without(name))
        print(name, tried(lambda: con.execute(WINDOW).fetchall()))
con.create_aggregate("wrong", 1, without("finalize", finalize=lambda self: []))
print(tried(con.execute, "select wrong(a) from t"))
con.create_window_function("sliding", 1, None)
print(tried(con.execute, "select sliding(a) from t"))
print(*(tried(call, "f", -100, Total).partition(" and ")[0] for call in (con.create_aggregate, con.create_window_function)))

# errors of callbacks are reported if that is wanted
reports = []
sys.unraisablehook = lambda report: reports.append((report.exc_type.__name__, report.object))
con.create_function("wrong", 0, fails)
tried(con.execute, "select wrong()")
sqlite3.enable_callback_tracebacks(True)
tried(con.execute, "select wrong()")
sqlite3.enable_callback_tracebacks(False)
tried(con.execute, "select wrong()")
print([(name, obj is fails) for name, obj in reports], tried(sqlite3.enable_callback_tracebacks, "x"))

# expect: (3, 'ab', 0, 3)
# expect: ('int float str bytes NoneType',)
# expect: None (None,)
# expect: 4611686018427387904 (4611686018427387904,)
# expect: -9223372036854775808 (-9223372036854775808,)
# expect: 0.5 (0.5,)
# expect: '\xe4\x00b' ('\xe4\x00b',)
# expect: b'' (b'',)
# expect: b'\x00\xff' (b'\x00\xff',)
# expect: bytearray(b'x') (b'x',)
# expect: True (1,)
# expect: nan (None,)
# expect: int DataError: string or blob too big
# expect: str OperationalError: user-defined function raised exception
# expect: list OperationalError: user-defined function raised exception
# expect: object OperationalError: user-defined function raised exception
# expect: complex OperationalError: user-defined function raised exception
# expect: memoryview OperationalError: user-defined function raised exception
# expect: ValueError OperationalError: user-defined function raised exception
# expect: MemoryError MemoryError: 
# expect: OverflowError DataError: string or blob too big
# expect: KeyboardInterrupt OperationalError: user-defined function raised exception
# expect: OperationalError: wrong number of arguments to function plus() OperationalError: user-defined function raised exception
# expect: OperationalError
# expect-before-3.15: OperationalError: Error creating function TypeError: create_function() argument 'name' must be str, not int ValueError: embedded null character
# expect-since-3.15: ProgrammingError: 'narg' must be between -1 TypeError: create_function() argument 1 must be str, not int ValueError: embedded null character
# expect: OperationalError: non-deterministic functions prohibited in index expressions
# expect: (10, 100)
# expect: [(0, 6), (1, 4)]
# expect: (None,)
# expect: [(0, 1), (1, 3), (2, 6), (3, 9), (4, 7)]
# expect: (10,)
# expect: step OperationalError: user-defined aggregate's 'step' method raised error
# expect: step OperationalError: user-defined aggregate's 'step' method not defined
# expect: inverse OperationalError: user-defined aggregate's 'inverse' method raised error
# expect: inverse OperationalError: user-defined aggregate's 'inverse' method not defined
# expect: value OperationalError: user-defined aggregate's 'value' method raised error
# expect: value OperationalError: user-defined aggregate's 'value' method not defined
# expect: finalize [(0,), (1,), (3,), (5,), (7,)]
# expect: finalize [(0,), (1,), (3,), (5,), (7,)]
# expect: __init__ OperationalError: user-defined aggregate's '__init__' method raised error
# expect: OperationalError: user-defined aggregate's 'finalize' method raised error
# expect: OperationalError: no such function: sliding
# expect-before-3.15: OperationalError: Error creating aggregate ProgrammingError: bad parameter or other API misuse
# expect-before-3.15: [('ZeroDivisionError', True)] TypeError: 'str' object cannot be interpreted as an integer
# expect-since-3.15: ProgrammingError: 'n_arg' must be between -1 ProgrammingError: 'num_params' must be between -1
# expect-since-3.15: [('ZeroDivisionError', False)] TypeError: 'str' object cannot be interpreted as an integer
