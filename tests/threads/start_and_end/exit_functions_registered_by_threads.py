# min-version: 3.15
# atexit's list is changed by several threads. Nobody removes a call of somebody else, and nobody fails.
import atexit
import threading

errors = []


def kept():
    pass


def work(n):
    def mine():
        pass

    class Equal:
        def __eq__(self, other):
            return other is mine

    try:
        for _ in range(300):
            atexit.register(mine)
            atexit.register(kept)
            atexit.register(mine)
            atexit.unregister(mine if n % 2 else Equal())
    except Exception as e:
        errors.append(repr(e))


before = atexit._ncallbacks()
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(errors, atexit._ncallbacks() - before)


def clear():
    try:
        for _ in range(300):
            atexit._clear()
    except Exception as e:
        errors.append(repr(e))


threads = [threading.Thread(target=f) for f in (clear, clear, lambda: work(0), lambda: work(1))]
for t in threads:
    t.start()
for t in threads:
    t.join()
atexit.unregister(kept)
print(errors, atexit._ncallbacks())

# expect: [] 1200
# expect: [] 0
