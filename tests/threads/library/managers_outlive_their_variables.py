# What a `with` statement holds is held until it is left, whatever becomes of the variable that it came from, and whoever made it.
import gc
import threading


class Manager:
    ended = []

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        Manager.ended.append((self.name, kind))
        return kind is KeyError

    def __del__(self):
        Manager.ended.append(self.name)


class Changes:
    def __enter__(self):
        Changes.__enter__ = lambda self: "second"
        Changes.__exit__ = lambda self, *error: print("later than the look-up")
        gc.collect()
        return "first"

    def __exit__(self, *error):
        print("exit", len(error))


class NoExit:
    def __enter__(self):
        print("not entered")


def use(box, times):
    for n in range(times):
        manager = box.pop()
        with manager:
            manager = [n] * 3
            gc.collect(0)
        manager = box.pop()
        try:
            with manager as same:
                del manager, same
                gc.collect(0)
                raise KeyError
        finally:
            gc.collect(0)
    lock = box.pop()
    with lock:
        held, lock = lock, None
        print(held.locked(), held.acquire(blocking=False))
        del held
    for manager in Changes(), Changes():
        with manager as value:
            print(value)
    try:
        with NoExit():
            pass
    except TypeError as error:
        print(error)


TIMES = 50
lock = threading.Lock()
box = [lock] + [Manager(n) for n in range(2 * TIMES)]
thread = threading.Thread(target=use, args=(box, TIMES))
thread.start()
thread.join()
del thread
for _ in range(3):
    gc.collect()
print(lock.locked(), box)
order = Manager.ended
print(sum(type(e) is tuple for e in order), len(order), all(order.index(e[0]) > order.index(e) for e in order if type(e) is tuple))
print(sorted(e for e in order if type(e) is int) == list(range(2 * TIMES)))

# expect: True False
# expect: first
# expect: exit 3
# expect: second
# expect: later than the look-up
# expect: 'NoExit' object does not support the context manager protocol (missed __exit__ method)
# expect: False []
# expect: 100 200 True
# expect: True
