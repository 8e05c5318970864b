# The length is there for whoever asks; a full deque is full at every moment, though an item comes in for each that goes out.
import collections
import threading

try:
    from refscope import accelerators, of, shared_writes
    told = all(accelerators().values()) and of([]).owner  # without accelerators there are writes, and where every count is atomic
except ImportError:  # no other interpreter tells
    told = False
if not told:
    shared_writes = lambda: (0, 0)

items = collections.deque(range(3))
full = collections.deque(range(8), maxlen=8)
lengths = set()
done = threading.Event()


def ask():
    before = shared_writes()
    for _ in range(20):
        len(items), bool(full)
    return [after - b for b, after in zip(before, shared_writes())]


def watch():
    for _ in range(100):
        ask()
    print(min(ask() for _ in range(20)) == [0, 0])
    while not done.is_set():
        lengths.add(len(full))
    lengths.add(len(full))


thread = threading.Thread(target=watch)
thread.start()
for i in range(20000):
    full.append(i)
    full.appendleft(i)
done.set()
thread.join()
print(lengths, list(full))

# expect: True
# expect: {8} [19999, 1, 2, 3, 4, 5, 6, 7]
