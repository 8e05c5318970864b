# A loop holds the sequence that it goes through, and only as long.
import sys
import threading


class Loud(list):
    def __del__(self):
        print("gone", len(self))


def made():
    return [Loud([1]), Loud([1, 2])]


for item in made():
    print(len(item))
del item


def replaced(items):
    seen = []
    for x in items:
        items = None
        seen.append(x)
    return seen


print(replaced([1, 2, 3]), replaced((4, 5)), replaced("ab"))


def counts():
    items, pair = ["a"], (object(), object())
    before = sys.getrefcount(items), sys.getrefcount(pair)
    for _ in range(3):
        for x in items:
            for y in pair:
                pass
    for x in items:
        break
    try:
        for y in pair:
            raise ValueError
    except ValueError:
        pass
    return (sys.getrefcount(items), sys.getrefcount(pair)) == before


print(counts())


def generator(items):
    for x in items:
        yield x
        for y in items, (x,):
            yield y


print(list(generator([1, 2])), list(generator((3,))))
half = generator([Loud([1, 2, 3]), 0])
print(len(next(half)))
del half
print("after")


def shared(items, out):
    total = 0
    for _ in range(200):
        for x in items:
            total += x
        for pair in zip(items, items):
            for x in pair:
                total += x
    out.append(total)


numbers, out = list(range(50)), []
threads = [threading.Thread(target=shared, args=(numbers, out)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(out)

for not_iterable in 5, None, 1.5, shared:
    try:
        for x in not_iterable:
            pass
    except TypeError as error:
        print(error)

# expect: 1
# expect: 2
# expect: gone 1
# expect: gone 2
# expect: [1, 2, 3] [4, 5] ['a', 'b']
# expect: True
# expect: [1, [1, 2], (1,), 2, [1, 2], (2,)] [3, (3,), (3,)]
# expect: 3
# expect: gone 3
# expect: after
# expect: [735000, 735000, 735000, 735000]
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: 'float' object is not iterable
# expect: 'function' object is not iterable
