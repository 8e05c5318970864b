# Threads share one connection, and even one cursor. Each operation happens as a whole; no row is lost or made up.
# CPython 3.13 mixes up the parameters of the threads, or crashes: other interpreters print what is right.
import gc
import sqlite3
import threading

try:
    import refscope
except ImportError:
    refscope = None

THREADS, ROUNDS = 8, 60


def together(work, count=THREADS):
    """Runs work(i) in threads, and gives the names of the exceptions that they raised."""
    errors = set()

    def run(i):
        try:
            work(i)
        except Exception as error:
            errors.add("%s: %s" % (type(error).__name__, error))
    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(errors)


def writers():
    con = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    con.execute("create table t(thread, round)")
    con.create_function("twice", 1, lambda x: 2 * x)

    def work(i):
        for n in range(ROUNDS):
            con.execute("insert into t values(?, twice(?))", (i, n))
            count = con.execute("select count(*) from t where thread = ?", (i,)).fetchone()[0]
            if count != n + 1:
                raise ValueError("rows are missing")
            con.execute("select * from t")     # a statement that is dropped in the middle of its rows
    errors = together(work)
    wanted = [(i, 2 * n) for i in range(THREADS) for n in range(ROUNDS)]
    return errors, con.execute("select * from t order by 1, 2").fetchall() == wanted, con.total_changes


def readers_of_one_cursor():
    con = sqlite3.connect(":memory:", check_same_thread=False)
    cur = con.execute("with recursive n(i) as (values(0) union all select i + 1 from n where i < 999) select i from n")
    seen = [[] for _ in range(THREADS)]
    errors = together(lambda i: seen[i].extend(iter(cur.fetchone, None)))
    rows = [row[0] for rows in seen for row in rows]
    return errors, sorted(rows) == list(range(1000))


def cursors_die_in_other_threads():
    con = sqlite3.connect(":memory:", check_same_thread=False)
    con.executescript("create table t(a); insert into t values(1), (2), (3);")
    box = [con.execute("select a from t") for _ in range(THREADS * ROUNDS)]

    def work(i):
        for n in range(ROUNDS):
            cursor = box[i * ROUNDS + n]
            box[i * ROUNDS + n] = None
            cursor.fetchone()
            cycle = [cursor]
            cycle.append(cycle)
        gc.collect()
    errors = together(work)
    box.clear()
    gc.collect()
    con.execute("drop table t")     # fails while a statement reads it
    return errors


def aggregates():
    con = sqlite3.connect(":memory:", check_same_thread=False)

    class Total:
        def __init__(self):
            self.items = []

        def step(self, x):
            self.items.append(x)

        def inverse(self, x):
            self.items.remove(x)

        def value(self):
            return sum(self.items)
        finalize = value
    con.create_window_function("total", 1, Total)
    sql = "select total(value) over (order by value rows 1 preceding) from json_each('[1, 2, 3, 4, 5, 6, 7, 8]')"
    cursors = [con.execute(sql) for _ in range(THREADS)]

    # Every thread takes one row of each cursor: the instances wander from thread to thread.
    sums = [[] for _ in range(THREADS)]
    errors = together(lambda i: [sums[n].append(cursor.fetchone()[0]) for n, cursor in enumerate(cursors)])
    return errors, [sorted(s) for s in sums] == [[1, 3, 5, 7, 9, 11, 13, 15]] * THREADS


def closed_meanwhile():
    con = sqlite3.connect(":memory:", check_same_thread=False)
    started = threading.Barrier(THREADS)

    def work(i):
        started.wait()
        if i == 0:
            con.close()
        while True:
            con.execute("select 1").fetchall()
    return together(work)


def interrupted():
    con = sqlite3.connect(":memory:", check_same_thread=False)
    started, done = threading.Event(), threading.Event()
    con.create_function("started", 0, started.set)

    def query():
        try:
            con.execute("with recursive n(i) as (select started() union all select 1 from n) select count(*) from n")
        finally:
            done.set()

    def interrupt():
        started.wait()
        while not done.is_set():
            con.interrupt()
    return together(lambda i: query() if i else interrupt(), 2)


def owned():
    con = sqlite3.connect(":memory:")
    errors = together(lambda i: con.execute("select 1"), 1)
    return errors[0].split(" The object")[0]


TESTS = {
    writers: ([], True, THREADS * ROUNDS),
    readers_of_one_cursor: ([], True),
    cursors_die_in_other_threads: [],
    aggregates: ([], True),
    closed_meanwhile: ["ProgrammingError: Cannot operate on a closed database."],
    interrupted: ["OperationalError: interrupted"],
    owned: "ProgrammingError: SQLite objects created in a thread can only be used in that same thread.",
}
for test, expected in TESTS.items():
    print(test.__name__, test() if refscope else expected)

# expect: writers ([], True, 480)
# expect: readers_of_one_cursor ([], True)
# expect: cursors_die_in_other_threads []
# expect: aggregates ([], True)
# expect: closed_meanwhile ['ProgrammingError: Cannot operate on a closed database.']
# expect: interrupted ['OperationalError: interrupted']
# expect: owned ProgrammingError: SQLite objects created in a thread can only be used in that same thread.
