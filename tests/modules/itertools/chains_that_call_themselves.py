# Iterators of a chain that use the chain, fail, end and go on; chains of chains, and chains that several threads share.
import itertools, threading, weakref
from itertools import chain, islice

class Reads:
    "An iterator that reads its own chain in the middle."
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        if self.n == 2: got.append(next(c, "end"))
        return self.n
got = []
c = chain(Reads(4), "ab")
print(list(c), got)
got = []
c = chain(Reads(3), [10, 11], zip("xy", "zw"))
print(list(c), got)

class Drops:
    "Ends the iterable that the chain holds for it, while its __next__ runs."
    def __iter__(self): return self
    def __next__(self):
        global made
        for _ in inner: pass
        return made.pop() if made else stop()
def stop(): raise StopIteration
made = [1, 2]
inner = chain(())
print(list(chain(Drops(), "z")))

def fails():
    yield 1
    raise KeyError("in the middle")
c = chain(fails(), "ab")
print(next(c))
for _ in range(4):
    try:
        print(next(c))
    except (KeyError, StopIteration) as error:
        print(type(error).__name__)

def returns():
    yield 1
    return "value"
print(list(chain(returns(), returns(), [], (), iter(()), {5: 6}, {7}, "é", b"a", range(2), islice(range(9), 2, 8, 3))))
print(list(chain.from_iterable(chain([i], chain(zip([i], [i])), map(str, [i])) for i in range(3))))
print(list(chain(*[iter([i]) for i in range(5)], chain(chain(chain("deep"))))))

class Stops:
    "Goes on after its end: the chain must not ask again."
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 2: raise StopIteration(5)
        return self.n
s = Stops()
print(list(chain(s, "x")), s.n, next(s))

class NoIterator: pass
for iterables in (([1], 5), ([1], NoIterator())):
    try:
        print(list(chain(*iterables)))
    except TypeError as error:
        print(error)

class Items(list): pass
items = Items([1])
watch = weakref.ref(items)
c = chain(items, "a")
del items
print(next(c), watch() is not None, next(c), watch() is None)

class Changes:
    "Its class is changed while list() reads it."
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
class Other(Changes):
    def __next__(self): raise StopIteration
print(list(Changes()), [*chain(Changes(), Other())], list(map(lambda x: x * 2, Changes())))

def deep(n):
    c = chain("ab")
    for _ in range(n): c = chain(c)
    return c
print(list(deep(100)))
try:
    list(deep(200000))
except RecursionError:
    pass
print("still alive")

shared, seen = chain(*(zip(range(50)) for _ in range(20))), []
def work():
    for x in shared: seen.append(x)
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(len(seen) <= 1000 or len(seen))

# expect: [3, 1, 0, 'a', 'b'] [1]
# expect: [1, 0, 10, 11, ('x', 'z'), ('y', 'w')] [1]
# expect: [2, 1, 'z']
# expect: 1
# expect: KeyError
# expect: a
# expect: b
# expect: StopIteration
# expect: [1, 1, 5, 7, 'é', 97, 0, 1, 2, 5]
# expect: [0, (0, 0), '0', 1, (1, 1), '1', 2, (2, 2), '2']
# expect: [0, 1, 2, 3, 4, 'd', 'e', 'e', 'p']
# expect: [1, 'x'] 2 3
# expect: 'int' object is not iterable
# expect: 'NoIterator' object is not iterable
# expect: 1 True a False
# expect: [1, 2, 3] [1, 2, 3] [2, 4, 6]
# expect: ['a', 'b']
# expect: still alive
# expect: True
