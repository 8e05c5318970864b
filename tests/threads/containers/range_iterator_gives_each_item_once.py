# Threads that share the iterator of a range divide its items among themselves.
import threading

N, THREADS = 40000, 4


def divide(make):
    shared, got = make(), [[] for _ in range(THREADS)]

    def take(mine):
        for item in shared:
            mine.append(item)

    threads = [threading.Thread(target=take, args=(mine,)) for mine in got]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return sum(got, [])


print(all(sorted(divide(lambda: iter(range(N)))) == list(range(N)) for _ in range(5)))
print(all(sorted(divide(lambda: map(int, range(0, -N, -1)))) == list(range(-N + 1, 1)) for _ in range(5)))

# zip takes the items of its iterators one after the other: one that finds no partner is lost
pairs = divide(lambda: zip(range(N), range(N)))
print(len({a for a, b in pairs}) == len(pairs) >= N - THREADS, len({b for a, b in pairs}) == len(pairs))

# expect: True
# expect: True
# expect: True True
