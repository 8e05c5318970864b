import threading

a, b = set(range(40)), set(range(20, 60))
stop = threading.Event()
wrong = []


def change():
    n = 0
    while not stop.is_set():
        a.add(n % 60)
        b.discard(n * 7 % 60)
        b.add(n * 7 % 60)
        n += 1


threads = [threading.Thread(target=change) for _ in range(2)]
[t.start() for t in threads]
for _ in range(200):
    for result in (a | b, a & b, a - b, a ^ b):
        if not all(0 <= x < 60 for x in result):
            wrong.append(result)
    a.update(b)
    b.update(a)
    a.isdisjoint(b), a <= b
stop.set()
[t.join() for t in threads]
print(wrong, len(a))

# expect: [] 60
