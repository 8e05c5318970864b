# no race
import threading
from collections import Counter, defaultdict

lock, together, apart = threading.Lock(), Counter(), defaultdict(list)


def work(name):
    own = Counter()
    for _ in range(50):
        own.update(name)
    with lock:
        together.update(own)
        together[name] += 1
    apart[name].append(own)


threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert together == {"a": 51, "b": 51} and len(apart) == 2
