# Eight threads write to one database file, each with a connection of its own. All that they commit is there.
import os
import sqlite3
import tempfile
import threading

THREADS, ROUNDS = 8, 25


def write(path, i, errors):
    try:
        con = sqlite3.connect(path, timeout=3600, isolation_level="IMMEDIATE")
        for n in range(ROUNDS):
            with con:
                con.execute("insert into t values(?, ?)", (i, n))
                con.execute("update total set n = n + 1")
            con.execute("select n from total").fetchone()
        con.close()
    except Exception as error:
        errors.append(repr(error))


def run(mode, path):
    with sqlite3.connect(path) as con:
        con.executescript("pragma journal_mode = %s; create table t(a, b); create table total(n); insert into total values(0)" % mode)
    errors = []
    threads = [threading.Thread(target=write, args=(path, i, errors)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = con.execute("select a, b from t order by a, b").fetchall()
    print(mode, errors, rows == [(i, n) for i in range(THREADS) for n in range(ROUNDS)])
    print(con.execute("select n from total").fetchone(), con.execute("pragma integrity_check").fetchone())
    con.close()


with tempfile.TemporaryDirectory() as folder:
    for mode in "wal", "delete":
        run(mode, os.path.join(folder, mode))

# expect: wal [] True
# expect: (200,) ('ok',)
# expect: delete [] True
# expect: (200,) ('ok',)
