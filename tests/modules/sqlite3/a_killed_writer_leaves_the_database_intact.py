# A process is killed in the middle of writing. What it had committed is there, and the database is intact.
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile

WRITER = """
import sqlite3, sys
con = sqlite3.connect(sys.argv[1])
con.execute("pragma cache_size = 5")    # the open transaction is written to the file
for i in range(1000000):
    con.executemany("insert into t values(?, ?)", [(i, "x" * 500)] * 50)
    con.commit()
    if i == 3:
        con.executemany("insert into t values(?, ?)", [(-1, "y" * 500)] * 500)
        print("writing", flush=True)
        con.commit()
"""


def killed_in(mode, path):
    with sqlite3.connect(path) as con:
        con.execute("pragma journal_mode = " + mode)
        con.execute("create table t(a, b)")
    con.close()
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        status = writer.wait()
    con = sqlite3.connect(path)
    print(mode, status, con.execute("pragma integrity_check").fetchone())
    counts = con.execute("select a, count(*) from t group by a").fetchall()
    print([n for a, n in counts if 0 <= a < 4], all(n == (500 if a < 0 else 50) for a, n in counts))
    con.execute("insert into t values(0, 0)")
    con.commit()
    con.close()


with tempfile.TemporaryDirectory() as folder:
    for mode in "delete", "wal", "truncate":
        killed_in(mode, os.path.join(folder, mode))

# expect: delete -9 ('ok',)
# expect: [50, 50, 50, 50] True
# expect: wal -9 ('ok',)
# expect: [50, 50, 50, 50] True
# expect: truncate -9 ('ok',)
# expect: [50, 50, 50, 50] True
