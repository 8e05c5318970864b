import functools
import threading


@functools.lru_cache(maxsize=16)
def square(n):
    return n * n


wrong = []


def call():
    for n in range(1000):
        if square(n % 40) != (n % 40) ** 2:
            wrong.append(n)
        if n % 100 == 0:
            square.cache_clear()


threads = [threading.Thread(target=call) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(wrong, square.cache_info().currsize <= 16)

# expect: [] True
