# min-version: 3.15
# Cyclic garbage that no other thread has seen is collected by the thread that made it; nobody stops for it.
import gc
import sys
import threading
import weakref

try:
    from refscope import accelerators, of
    # Without an owner, all counts are atomic, and nothing is a thread's own.
    apart = accelerators()["private_collections"] and accelerators()["young_collections"] and of([]).owner != 0
except ImportError:
    apart = True


class Node:
    pass


seen = []


def note(phase, info):
    if phase == "stop":
        seen.append((info["private"], info["generation"], info["time_to_stop"], threading.get_ident()))


def make_rings(count):
    refs = []
    for n in range(count):
        a, b = Node(), Node()
        a.b, b.a = b, [a]
        if n % 100 == 0:
            refs.append(weakref.ref(a))
    idents.append(threading.get_ident())
    alive.append(sum(r() is not None for r in refs) < len(refs))


threading.Thread(target=int).start()
gc.collect()
idents, alive = [], []  # of threads that have made their rings: who, and whether some of them have been collected by then
before = gc.get_stats()
gc.callbacks.append(note)
threads = [threading.Thread(target=make_rings, args=(30000,)) for _ in range(2)]
[t.start() for t in threads]
[t.join() for t in threads]
gc.callbacks.remove(note)
after = gc.get_stats()

private = [entry for entry in seen if entry[0]]
if sys._is_gil_enabled() or not apart:
    # A thread that collects may lose the GIL, or its processor, in the callback; another may make all its rings before it gets it back.
    alive = [any(alive)] * 2
    idents = []
print(not apart or len(private) >= 4 and {entry[1:3] for entry in private} == {(0, 0.0)} and {entry[3] for entry in private} >= set(idents))
print(alive, after[0]["private"] - before[0]["private"] == len(private), after[2]["private"])

# expect: True
# expect: [True, True] True 0
