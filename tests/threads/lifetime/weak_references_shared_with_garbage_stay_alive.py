"""References without a callback are shared. Only garbage holds one, and while one thread collects it, another asks for a reference to the same object."""

import gc
import threading
import weakref
from abc import ABC


class Living:
    pass


class Cycle:
    def __init__(self, *held):
        self.me, self.held = self, held


living, done, wrong = Living(), threading.Event(), []


def is_good(reference):
    try:
        return (reference if reference.__class__ is Living else reference()) in (living, Living)
    except ReferenceError:
        return False


def make():
    for n in range(100000):
        Cycle(weakref.ref(Living), weakref.proxy(living), weakref.getweakrefs(living))
        for _ in range(60):
            pass
        references = [weakref.ref(Living), weakref.proxy(living), *weakref.getweakrefs(living)]
        for _ in range(200):
            pass
        wrong.extend(repr(r) for r in references if not is_good(r))
        del references
    done.set()


def register():
    while not done.is_set():

        class Kind(ABC):
            pass

        Kind.register(Living)
        if not isinstance(living, Kind):
            wrong.append("forgotten")


threads = [threading.Thread(target=make), threading.Thread(target=register)]
for thread in threads:
    thread.start()
while not done.is_set():
    gc.collect()
for thread in threads:
    thread.join()
print(wrong[:3])

# expect: []
