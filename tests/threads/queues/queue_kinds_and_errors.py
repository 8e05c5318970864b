import queue

q = queue.Queue(1)
q.put("x")
for call in (lambda: q.put_nowait(1), lambda: q.put(1, timeout=0.01)):
    try:
        call()
    except queue.Full:
        print("full")
print(q.get())
for call in (q.get_nowait, lambda: q.get(timeout=0.01), lambda: queue.SimpleQueue().get(False)):
    try:
        call()
    except queue.Empty:
        print("empty")
p = queue.PriorityQueue()
s = queue.LifoQueue()
for i in (3, 1, 2):
    p.put(i)
    s.put(i)
print([p.get() for _ in range(3)], [s.get() for _ in range(3)])

# expect: full
# expect: full
# expect: x
# expect: empty
# expect: empty
# expect: empty
# expect: [1, 2, 3] [2, 1, 3]
