import itertools
import threading

makers = [iter, reversed, enumerate, lambda x: zip(x, x), lambda x: map(str, x), lambda x: itertools.chain(x, x), lambda x: iter(tuple(x)),
          lambda x: iter(dict.fromkeys(x)), lambda x: itertools.islice(x, 50), lambda x: iter(range(100)), lambda x: itertools.groupby(x)]
wrong = []


def drain(iterator):
    try:
        for _ in range(1000):
            next(iterator)
        wrong.append(iterator)
    except (StopIteration, RuntimeError):
        pass


for make in makers:
    iterator = make(list(range(100)))
    threads = [threading.Thread(target=drain, args=(iterator,)) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
print(wrong)

# expect: []
