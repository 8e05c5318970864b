import sys
import threading
import weakref

lock = threading.Lock()
with lock as got:
    print(got, lock.locked())
print(lock.locked())

# errors leave it, and are not swallowed
try:
    with lock:
        raise ValueError("inside")
except ValueError as error:
    print(error, lock.locked())

# what is released inside cannot be released at the end
try:
    with lock:
        lock.release()
except RuntimeError as error:
    print(error, lock.locked())
try:
    with lock:
        lock.release()
        raise KeyError("replaced")
except RuntimeError as error:
    print(error, type(error.__context__).__name__)

# every way out
def leave(how):
    for _ in range(2):
        with lock:
            if how == "return":
                return lock.locked()
            if how == "break":
                break
            if how == "continue":
                continue
    return how

print(leave("return"), leave("break"), leave("continue"), lock.locked())

# a recursive lock
r = threading.RLock()
with r as got, r, r:
    print(got, r._recursion_count())
print(r._recursion_count())
try:
    with r:
        r.release()
except RuntimeError as error:
    print(error)

# the manager lives until the end of the block, whatever becomes of its names
class Mine:
    def __init__(self):
        self.lock = threading.Lock()

mine = Mine()
kept = weakref.ref(mine.lock)
with mine.lock:
    del mine.lock
    print(kept() is not None, kept().locked())
print(kept())

local = threading.Lock()
before = sys.getrefcount(local)
with local:
    print(sys.getrefcount(local) - before)
print(sys.getrefcount(local) - before)

# in a generator that stands still, and in one that is closed
def hold(lock):
    with lock:
        yield lock.locked()

g = hold(lock)
print(next(g), lock.locked())
print(list(g), lock.locked())
g = hold(lock)
next(g)
g.close()
print(lock.locked())

# classes may say what `with` does
class Loud(type(threading.RLock())):
    def __enter__(self):
        print("enter")
        return super().__enter__()

    def __exit__(self, *details):
        print("exit", details)
        return super().__exit__(*details)

with Loud() as got:
    print(got)

class Pair:
    __enter__ = lock.__enter__
    __exit__ = lock.__exit__

with Pair():
    print(lock.locked())
print(lock.locked())

# a lock that is no context manager of `async with`
async def wrong():
    async with lock:
        pass

try:
    wrong().send(None)
except TypeError as error:
    print(error)

# expect: True True
# expect: False
# expect: inside False
# expect: release unlocked lock False
# expect: release unlocked lock KeyError
# expect: True break continue False
# expect: True 3
# expect: 0
# expect: cannot release un-acquired lock
# expect: True True
# expect: None
# expect: 1
# expect: 0
# expect: True True
# expect: [] False
# expect: False
# expect: enter
# expect: True
# expect: exit (None, None, None)
# expect: True
# expect: False
# expect-before-3.14: '_thread.lock' object does not support the asynchronous context manager protocol
# expect-since-3.14: '_thread.lock' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'?
