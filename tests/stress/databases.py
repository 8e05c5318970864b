"""Connections to databases, cursors and blobs that several threads use: operations are whole, and nothing is used after its end."""

import gc
import sqlite3

from harness import THREADS, Random, expect, scenario, together

N = 40
EXPECTED = (sqlite3.ProgrammingError, sqlite3.OperationalError, sqlite3.InterfaceError)


def shared(**options):
    con = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None, **options)
    con.execute("create table t(thread, n)")
    con.create_function("twice", 1, lambda x: 2 * x)
    return con


@scenario
def rows_of_a_shared_connection_are_exact():
    con = shared(cached_statements=2)
    together(lambda i: [con.execute("insert into t values(?, twice(?))", (i, n)) for n in range(N)])
    rows = con.execute("select * from t order by 1, 2").fetchall()
    expect(rows == [(i, 2 * n) for i in range(THREADS) for n in range(N)], "rows", len(rows))


@scenario
def a_shared_cursor_gives_each_row_once():
    con = shared()
    cur = con.execute("with recursive n(i) as (values(0) union all select i + 1 from n where i < 499) select twice(i) from n")
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(iter(cur.fetchone, None)))
    expect(sorted(row[0] for rows in got for row in rows) == list(range(0, 1000, 2)), "rows")


@scenario
def anything_at_once():
    """Threads do anything to shared objects, and drop them; only errors of this module may come of it."""
    con = shared(detect_types=sqlite3.PARSE_COLNAMES)
    con.execute("insert into t(rowid, thread, n) values(1, 'x', zeroblob(100))")
    others = [con.execute("select 1") for _ in range(4)]

    def callback(*arguments):
        others[0] = con.execute("values (1), (2)")
        return 1

    def work(i):
        random = Random(i)
        steps = (
            lambda: con.execute("select *, twice(n) from t").fetchmany(2),
            lambda: con.executemany("insert into t values(?, twice(?))", ((i, n) for n in range(5))),
            lambda: random.choice(others).fetchone(),
            lambda: others.__setitem__(random.below(4), con.execute("select thread as 't [x]' from t")),
            lambda: random.choice(others).execute("select count(*), twice(thread) from t group by thread"),
            lambda: random.choice(others).close(),
            lambda: random.choice(others).__init__(con),
            lambda: con.create_function("twice", 1, random.choice((callback, lambda x: 2))),
            lambda: con.set_trace_callback(random.choice((None, callback))),
            lambda: con.set_progress_handler(random.choice((None, lambda: 0)), 1),
            lambda: con.create_collation("c", random.choice((None, lambda a, b: 0))),
            lambda: con.blobopen("t", "n", 1).read(5),
            lambda: con.blobopen("t", "n", 1).__setitem__(0, 5),
            lambda: con.executescript("select 1; select twice(2); begin; commit"),
            lambda: con.execute("select n from t order by thread collate c limit 3").fetchall(),
            lambda: con.backup(sqlite3.connect(":memory:"), pages=1),
            lambda: con.interrupt(),
            lambda: con.rollback(),
            lambda: gc.collect(),
        )
        for _ in range(N):
            try:
                random.choice(steps)()
            except EXPECTED:
                pass

    together(work)
    others.clear()  # as long as a statement runs, interrupt() concerns new ones, too
    con.set_trace_callback(None)
    con.set_progress_handler(None, 1)
    expect(con.execute("pragma integrity_check").fetchone() == ("ok",), "integrity")


@scenario
def a_connection_that_is_closed_and_opened():
    con = shared()

    def work(i):
        random = Random(i)
        for _ in range(N):
            try:
                if random.below(10) == 0:
                    con.close()
                elif random.below(10) == 0:
                    con.__init__(":memory:", check_same_thread=False)
                else:
                    expect(con.execute("values (1), (2)").fetchall() == [(1,), (2,)], "rows")
            except EXPECTED:
                pass

    together(work)


@scenario
def cycles_of_connections_and_functions_end():
    def work(i):
        for n in range(N // 4):
            con = sqlite3.connect(":memory:", check_same_thread=False)
            cur = con.execute("values (1), (2)")
            con.create_function("f", 0, lambda: cur)
            con.set_trace_callback(lambda sql: con)
            cycles[n % THREADS] = cur
        gc.collect()

    cycles = [None] * THREADS
    together(work)
