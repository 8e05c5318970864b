import threading


class Summer(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None

    def run(self):
        self.result = sum(range(self.n))


threads = [Summer(n) for n in (10, 100, 1000)]
[t.start() for t in threads]
[t.join() for t in threads]
print([t.result for t in threads])

# expect: [45, 4950, 499500]
