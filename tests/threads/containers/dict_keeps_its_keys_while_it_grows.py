import threading

table = {"fixed": 1}
stop = threading.Event()
missing = []


def look():
    while not stop.is_set():
        if "fixed" not in table or table["fixed"] != 1:
            missing.append(True)


threads = [threading.Thread(target=look) for _ in range(3)]
[t.start() for t in threads]
for turn in range(20):
    for n in range(500):
        table[n] = n
    for n in range(500):
        del table[n]
stop.set()
[t.join() for t in threads]
print(missing, table)

# expect: [] {'fixed': 1}
