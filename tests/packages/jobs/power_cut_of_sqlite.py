# Processes that write with eight threads are killed at random moments; the database is sound each time and has what was committed.
import os
import random
import signal
import sqlite3
import subprocess
import sys

WRITER = '''
import os, sqlite3, threading
def work(i):
    db = sqlite3.connect("data.db", timeout=300, isolation_level=None)
    db.execute("pragma synchronous=full")
    n = 0
    while True:
        db.execute("begin immediate")
        db.execute("insert into pairs values (?, ?, zeroblob(?))", (i, n, n % 3000))
        db.execute("insert into pairs values (?, ?, zeroblob(?))", (i, -n, 10))
        if n % 7 == 3:
            db.execute("delete from pairs where thread = ? and abs(n) < ?", (i, n - 20))
        db.execute("commit")
        n += 1
        os.write(1, b"%d %d\\n" % (i, n))
for i in range(8):
    threading.Thread(target=work, args=(i,)).start()
'''
ROUNDS = 5
chance = random.Random(1)
for mode in "delete", "wal":
    db = sqlite3.connect("data.db")
    db.execute("drop table if exists pairs")
    db.execute("create table pairs (thread int, n int, data blob)")
    db.execute("create index by_thread on pairs (thread, n)")
    print(db.execute(f"pragma journal_mode={mode}").fetchone())
    db.close()
    results = set()
    for _ in range(ROUNDS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER], stdout=subprocess.PIPE)
        last = {}
        for _ in range(chance.randrange(1, 100)):  # so many transactions have been committed
            thread, n = map(int, writer.stdout.readline().split())
            last[thread] = n
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        db = sqlite3.connect("data.db", timeout=300)
        sound = db.execute("pragma integrity_check").fetchall()
        halves = db.execute("select count(*) from (select thread, abs(n) as m from pairs where n <> 0 group by thread, m having count(*) <> 2)").fetchone()
        greatest = dict(db.execute("select thread, max(n) from pairs group by thread"))
        kept = all(greatest[thread] >= n - 1 for thread, n in last.items())
        results.add((str(sound), halves, kept))
        db.execute("delete from pairs")
        db.commit()
        db.close()
    print(results)

# expect: ('delete',)
# expect: {("[('ok',)]", (0,), True)}
# expect: ('wal',)
# expect: {("[('ok',)]", (0,), True)}
