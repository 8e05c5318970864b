import threading

table = {i: i for i in range(100)}
stop = threading.Event()
wrong = []


def reader():
    while not stop.is_set():
        for i in range(100):
            if table.get(i, i) % 100 != i:
                wrong.append(i)


threads = [threading.Thread(target=reader) for _ in range(3)]
[t.start() for t in threads]
for turn in range(1, 100):
    for i in range(100):
        table[i] = turn * 100 + i
stop.set()
[t.join() for t in threads]
print(wrong, len(table))

# expect: [] 100
