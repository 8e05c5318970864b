import threading

a, b = {n: "a" for n in range(50)}, {n: "b" for n in range(50)}


def update(one, other):
    for _ in range(300):
        one.update(other)
        one == other
        one |= other


threads = [threading.Thread(target=update, args=pair) for pair in ((a, b), (b, a)) * 2]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(a), len(b), set(a.values()) | set(b.values()) <= {"a", "b"})

# expect: 50 50 True
