# Defaults are replaced by one thread, and die with their tuple, while others call the function.
import threading


class Default:
    def __init__(self, n):
        self.n, self.same = n, n


def function(a, b=Default(0), c=Default(0)):
    return b.n == b.same and c.n == c.same


def call(wrong):
    for _ in range(20000):
        if not (function(1) and function(1, Default(2))):
            wrong.append(1)


def replace(stop):
    n = 0
    while not stop.is_set():
        n += 1
        function.__defaults__ = (Default(n), Default(n + 1))


wrong, stop = [], threading.Event()
replacing = threading.Thread(target=replace, args=(stop,))
calling = [threading.Thread(target=call, args=(wrong,)) for _ in range(3)]
replacing.start()
for t in calling:
    t.start()
for t in calling:
    t.join()
stop.set()
replacing.join()
print(wrong)
# expect: []
