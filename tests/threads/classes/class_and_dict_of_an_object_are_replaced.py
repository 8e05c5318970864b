import threading


class A:
    def kind(self):
        return "A"


class B:
    def kind(self):
        return "B"


thing = A()
thing.x = 0
stop = threading.Event()
wrong = []


def look():
    while not stop.is_set():
        if thing.kind() not in "AB" or not isinstance(thing.x, int):
            wrong.append(thing)


threads = [threading.Thread(target=look) for _ in range(2)]
[t.start() for t in threads]
for n in range(500):
    thing.__class__ = B if n % 2 else A
    thing.__dict__ = {"x": n}
stop.set()
[t.join() for t in threads]
print(wrong, thing.x)

# expect: [] 499
