import queue

q = queue.SimpleQueue()
q.put(1)
for wrong in (lambda: q.get(timeout=-1), lambda: q.get(True, -0.5), lambda: q.get(timeout="x")):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(q.get(False, -1), q.empty())

# expect: ValueError 'timeout' must be a non-negative number
# expect: ValueError 'timeout' must be a non-negative number
# expect-before-3.15: TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: TypeError must be real number, not str
# expect: 1 True
