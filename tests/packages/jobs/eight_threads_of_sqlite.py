# Eight threads read, write, back up and count in one database, by connections of their own and by a shared one.
import sqlite3
import threading

setup = sqlite3.connect("data.db")
setup.execute("pragma journal_mode=wal")
setup.execute("create table numbers (thread int, n int)")
setup.commit()
shared = sqlite3.connect("data.db", check_same_thread=False, timeout=300)
shared.create_function("twice", 1, lambda n: n * 2)
failures, sums = [], [None] * 8


def work(i):
    try:
        db = sqlite3.connect("data.db", timeout=300)
        db.create_aggregate("product", 1, Product)
        for n in range(1, 51):
            with db:
                db.execute("insert into numbers values (?, ?)", (i, n))
            assert shared.execute("select twice(?)", (n,)).fetchone() == (2 * n,)
        copy = sqlite3.connect(":memory:")
        db.backup(copy)
        sums[i] = copy.execute("select sum(n), count(*) from numbers where thread = ?", (i,)).fetchone()
        assert db.execute("select product(n) from numbers where thread = ? and n < 6", (i,)).fetchone() == (120,)
        db.close()
    except BaseException as e:
        failures.append(repr(e))


class Product:
    def __init__(self):
        self.value = 1

    def step(self, n):
        self.value *= n

    def finalize(self):
        return self.value


threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failures, set(sums))
print(setup.execute("select count(*), sum(n) from numbers").fetchone(), setup.execute("pragma integrity_check").fetchone())

# expect: [] {(1275, 50)}
# expect: (400, 10200) ('ok',)
