# Objects that several threads read at once are freed, and finalized once, when the last of them lets go.
import gc
import threading
import time
import weakref


class Noisy:
    ended = 0
    lock = threading.Lock()

    def __init__(self, n):
        self.n = n
        self.inner = [n]

    def value(self):
        return self.inner

    def __del__(self):
        assert self.inner[0] == self.n
        with Noisy.lock:
            Noisy.ended += 1


class Box:
    pass


def replace(box, count):
    for n in range(1, count + 1):
        box.item = Noisy(n)
        box.items = [box.item, box.item]
        box.table["item"] = box.item
        box.pair = (box.item, n)


def pairs_of(box):
    item, _ = box.pair
    yield item
    yield box.item
    kept = box.items[1]
    yield kept
    yield kept.inner


def read(box, done):
    total = 0
    finished = False
    while not finished:
        finished = done.is_set()
        item = box.item
        total += item.inner[0] + item.value()[0]
        for each in box.items:
            total += each.n
        total += box.table["item"].n
        *found, inner = pairs_of(box)
        total += sum(each.n for each in found) + inner[0]
        function = lambda: item
        total += function().n
    assert total > 0


box = Box()
box.table = {}
replace(box, 1)
done = threading.Event()
readers = [threading.Thread(target=read, args=(box, done)) for _ in range(3)]
for reader in readers:
    reader.start()
replace(box, 400)
done.set()
for reader in readers:
    reader.join()
watch = weakref.ref(box.item)
del box
while watch():
    gc.collect()
    time.sleep(0.001)
print(watch(), Noisy.ended)

# expect: None 401
