from collections import deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, d.pop(), d.popleft(), d[0], d[-1], len(d))
d.extend("ab")
d.extendleft("xy")
d.rotate(1)
print(d, d.count("x"), d.index("y"), list(reversed(d)), d.copy() == d, deque("ab") + deque("c"))
print(deque([1]) * 2, "x" in d)
d.rotate(-2)
d.remove("x")
d.insert(1, "in")
del d[0]
d[0] = "set"
d.reverse()
print(d, deque() == deque(), deque([1]) < deque([2]))
d.clear()
for source in ("d.pop()", "d.popleft()", "d[0]", "d.remove(5)", "deque([1, 2], maxlen=2).insert(0, 1)"):
    try:
        eval(source)
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
q = deque([1, 2])
try:
    for x in q:
        q.append(x)
except RuntimeError as error:
    print(error)

# expect: deque([2, 3], maxlen=4) 4 4 0 2 3 2
# expect: deque([3, 'y', 'x', 2], maxlen=4) 1 1 [2, 'x', 'y', 3] True deque(['a', 'b', 'c'])
# expect: deque([1, 1]) True
# expect: deque(['y', 3, 'set'], maxlen=4) True True
# expect: IndexError pop from an empty deque
# expect: IndexError pop from an empty deque
# expect: IndexError deque index out of range
# expect-before-3.14: ValueError 5 is not in deque
# expect-since-3.14: ValueError deque.remove(x): x not in deque
# expect: IndexError deque already at its maximum size
# expect: deque mutated during iteration
