# What has no class yet can be held, published and collected around.
import gc
import threading

import unready


class Box:
    pass


box = Box()
box.items, box.self = [], box
unready.put(box.items)
gc.collect()
threads = [threading.Thread(target=lambda: unready.put(box.items)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
print(len(box.items), [unready.is_thing(x) for x in box.items], box.items[0] is box.items[2])
box = None
gc.collect()
print("end")

made, other, late, spare = unready.instances()
print(type(made) is late, type(made).__name__, type(other).__name__, spare, repr(made).partition(" at ")[0])

# expect: 8 [False, True, False, True, False, True, False, True] True
# expect: end
# expect: True Late InMemoryOfC 5 <unready.Late object
