"""Each deletion hits what it names, whatever other threads do to the same container."""
import array
import collections
import threading

THREADS, N = 4, 200


def together(function):
    threads = [threading.Thread(target=function, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


items = list(range(THREADS * N))
together(lambda i: [items.remove(n) for n in range(i, THREADS * N, THREADS)])
print("list.remove", items)

items = [-1] * THREADS * N * 3
together(lambda i: [items.__delitem__(slice(0, 4, 2)) for n in range(N)])
print("del list[::]", len(items))

items = list(range(THREADS * N))
deleted = []


def delete(i):
    while True:
        try:
            del items[-1]
        except IndexError:
            return
        deleted.append(i)


together(delete)
print("del list[-1]", len(deleted), items)

numbers = array.array("q", [1] * THREADS * N)
popped = []
together(lambda i: [popped.append(numbers.pop()) for n in range(N)])
print("array.pop", len(popped), sum(popped), len(numbers))

numbers = array.array("q", [7])
failures = []


def append(i):
    try:
        for n in range(N):
            if i % 2:
                numbers.append(7)
            elif set(numbers + numbers[:1] + numbers * 2) != {7} or numbers.tolist()[0] != 7:
                failures.append("copy")
    except BufferError as error:
        failures.append(error)


together(append)
print("array.append beside copies", len(numbers), failures)

ring = collections.deque(range(THREADS * N))
together(lambda i: [ring.remove(n) for n in range(i, THREADS * N, THREADS)])
print("deque.remove", ring)

ring = collections.deque(range(50))
found = []


def look(i):
    for n in range(N):
        if i % 2:
            ring.append(n)
            ring.pop()
        else:
            found.append(25 in ring and ring.index(7) == 7 and ring.count(30) >= 1)


together(look)
print("deque search", all(found))

table = dict.fromkeys(range(40), 0)
lengths = set()


def walk(i):
    for n in range(N):
        if i % 2:
            table[100 + i] = n
            del table[100 + i]
        else:
            lengths.update(len(x) for x in (list(table), sorted(table), tuple(table.items()), {*table}, [*table.values()]))


together(walk)
print("snapshots of a dict", lengths <= {40, 41, 42})

# expect: list.remove []
# expect: del list[::] 800
# expect: del list[-1] 800 []
# expect: array.pop 800 800 0
# expect: array.append beside copies 401 []
# expect: deque.remove deque([])
# expect: deque search True
# expect: snapshots of a dict True
