import threading

shared = []
table = {}


def work(base):
    for i in range(2000):
        shared.append(base + i)
        table[base + i] = i


threads = [threading.Thread(target=work, args=(k * 10000,)) for k in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(shared), len(set(shared)), len(table), sum(table.values()))

# expect: 8000 8000 8000 7996000
