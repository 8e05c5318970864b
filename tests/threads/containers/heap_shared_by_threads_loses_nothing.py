# A heap of numbers, strings or tuples may be used by several threads without a lock: each call is one step.
import heapq
import threading

EACH = 400


def all_at_once(*functions):
    threads = [threading.Thread(target=f) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def is_heap(items):
    return all(items[(i - 1) // 2] <= items[i] for i in range(1, len(items)))


def kinds():
    yield "ints", lambda i, n: n * 7919 % 1000 * 10 + i
    yield "floats", lambda i, n: n * 7919 % 1000 + i / 10
    yield "strings", lambda i, n: "%d.%d" % (n * 7919 % 1000, i)
    yield "tuples", lambda i, n: (n * 7919 % 10, i, str(n))


for name, make in kinds():
    heap, errors, popped = [], [], [[] for _ in range(4)]

    def work(i):
        try:
            for n in range(EACH):
                heapq.heappush(heap, make(i, n))
                if n % 3 == 2:
                    popped[i].append(heapq.heappop(heap))
                if n % 5 == 4:
                    popped[i].append(heapq.heappushpop(heap, make(i, n + EACH)))
                if n % 7 == 6:
                    popped[i].append(heapq.heapreplace(heap, make(i, n + 2 * EACH)))
        except Exception as error:
            errors.append(repr(error))

    all_at_once(*[lambda i=i: work(i) for i in range(4)])
    pushed = []
    for i in range(4):
        for n in range(EACH):
            pushed.append(make(i, n))
            if n % 5 == 4:
                pushed.append(make(i, n + EACH))
            if n % 7 == 6:
                pushed.append(make(i, n + 2 * EACH))
    print(name, errors, is_heap(heap), sorted(heap + sum(popped, [])) == sorted(pushed))

# Also if each comparison takes long.
prefix = "x" * 300_000
texts = [prefix + "%04d" % n for n in range(480)]
heap, popped = [], []


def push_and_pop(i):
    for n in range(i, len(texts), 3):
        heapq.heappush(heap, texts[n])
        if n % 2:
            popped.append(heapq.heappop(heap))


all_at_once(*[lambda i=i: push_and_pop(i) for i in range(3)])
print(is_heap(heap), sorted(text[-4:] for text in heap + popped) == [text[-4:] for text in texts])

heap = list(range(2000, 0, -1))
all_at_once(*[lambda: [heapq.heapify(heap) for _ in range(20)]] * 3)
print(is_heap(heap), sorted(heap) == list(range(1, 2001)))

# Mixed kinds are an error of the one who mixes.
heap = [1, 2, 3]
threading.Thread(target=int).start()
try:
    heapq.heappush(heap, "x")
except TypeError as error:
    print(type(error).__name__)

# expect: ints [] True True
# expect: floats [] True True
# expect: strings [] True True
# expect: tuples [] True True
# expect: True True
# expect: True True
# expect: TypeError
