import itertools
import threading

ended = []


def take(ring, barrier, got):
    barrier.wait()
    try:
        for _ in range(20):
            got.add(next(ring))
    except StopIteration:
        ended.append(True)


for _ in range(300):
    ring, barrier, got = itertools.cycle("a"), threading.Barrier(4), set()
    threads = [threading.Thread(target=take, args=(ring, barrier, got)) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert got == {"a"}, got
print(ended)


class Again:
    """Asks the cycle that asks it."""

    calls = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.calls += 1
        if self.calls > 1:
            raise StopIteration
        return next(self.ring, "no item")


source = Again()
source.ring = itertools.cycle(source)
print(list(itertools.islice(source.ring, 3)))

# expect: []
# expect: ['no item', 'no item', 'no item']
