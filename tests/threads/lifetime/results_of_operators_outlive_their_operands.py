# What the method of an operator returns is an object that threads share; its operands have finalizers; another thread replaces the object.
import threading


class Shared:
    pass


class Result:
    def __init__(self, n):
        self.parts = [n, str(n)]

    def check(self):
        n, text = self.parts
        assert str(n) == text


class Operand:
    def __add__(self, other):
        return shared.result

    def __mul__(self, other):
        return shared.results[0]

    def __del__(self):
        for n in range(60):
            ended[n % 4] += 1


def look():
    while not done.is_set():
        (Operand() + Operand()).check()
        value = Operand()
        value += Operand()
        value.check()
        (Operand() * 3).check()
        kept = Operand() + 1
        kept.check()
        shared.result.check()


shared = Shared()
shared.result = Result(0)
shared.results = [shared.result]
ended = [0] * 4
done = threading.Event()
threads = [threading.Thread(target=look) for _ in range(3)]
for t in threads:
    t.start()
for n in range(40000):
    shared.result = Result(n)
    shared.results[0] = Result(-n)
done.set()
for t in threads:
    t.join()
shared.result.check()
print(min(ended) > 0)

# expect: True
