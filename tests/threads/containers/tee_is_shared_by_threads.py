import itertools
import threading

wrong = []


def drain(iterator):
    try:
        for _ in range(2000):
            if next(iterator) not in range(500):
                wrong.append("value")
    except (StopIteration, RuntimeError):
        pass


for _ in range(20):
    iterator = itertools.tee(iter(list(range(500))))[0]
    threads = [threading.Thread(target=drain, args=(iterator,)) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
print(wrong)

# expect: []
