"""While finalizers and callbacks run, another thread looks for the garbage among all objects, among referrers and among subclasses."""

import gc
import threading
import weakref

look, seen = threading.Event(), threading.Event()
sentinel = object()


class Base:
    pass


def found():
    referrers = [o for d in gc.get_referrers(sentinel) if d is not globals() for o in gc.get_referrers(d)]
    names = sorted({o.__name__ for o in referrers + gc.get_objects() if isinstance(o, type) and o.__name__.startswith("Temp")})
    instances = sum(isinstance(o, Base) for o in gc.get_objects())
    return names, instances, [c.__name__ for c in Base.__subclasses__()]


def worker(out):
    look.wait()
    out.append(found())
    seen.set()


def make(finalizer, callback):
    class Temp(Base):
        s = sentinel

    if finalizer:
        Temp.__del__ = lambda self: show()
    temp = Temp()
    temp.me = temp
    return weakref.ref(temp, callback) if callback else None


def show(*_):
    look.set()
    seen.wait()


gc.disable()
for finalizer, callback in (True, None), (False, show):
    look.clear()
    seen.clear()
    out = []
    thread = threading.Thread(target=worker, args=(out,))
    thread.start()
    ref = make(finalizer, callback)
    print(found())
    gc.collect()
    thread.join()
    gc.collect()  # the other thread's list may have held the class, which the collector alone frees
    print(out, found())

# expect: (['Temp'], 1, ['Temp'])
# expect: [([], 0, [])] ([], 0, [])
# expect: (['Temp'], 1, ['Temp'])
# expect: [([], 0, [])] ([], 0, [])
