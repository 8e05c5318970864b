import threading

table = {}
got = [[] for _ in range(4)]
barrier = threading.Barrier(4)


def ask(i):
    barrier.wait()
    for key in range(500):
        got[i].append(table.setdefault(key, object()))


threads = [threading.Thread(target=ask, args=(i,)) for i in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(all(g[key] is table[key] for g in got for key in range(500)), len(table))

# expect: True 500
