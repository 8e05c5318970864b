# The arguments are hashed once for each call, also when a result is stored or forgotten.
import functools
class Key:
    calls = 0
    def __init__(self, n): self.n = n
    def __hash__(self):
        Key.calls += 1
        return self.n
    def __eq__(self, other): return self.n == other.n

for size in None, 1, 2:
    @functools.lru_cache(maxsize=size)
    def remember(*keys, **named): return len(keys) + len(named)
    for arguments in (Key(1),), (Key(1), 5), (Key(1),), (Key(2),), (Key(3), Key(4)):
        Key.calls = 0
        print(size, remember(*arguments), Key.calls, remember.cache_info())
    Key.calls = 0
    print(remember(name=Key(7)), Key.calls)

# expect: None 1 1 CacheInfo(hits=0, misses=1, maxsize=None, currsize=1)
# expect: None 2 1 CacheInfo(hits=0, misses=2, maxsize=None, currsize=2)
# expect: None 1 1 CacheInfo(hits=1, misses=2, maxsize=None, currsize=2)
# expect: None 1 1 CacheInfo(hits=1, misses=3, maxsize=None, currsize=3)
# expect: None 2 2 CacheInfo(hits=1, misses=4, maxsize=None, currsize=4)
# expect: 1 1
# expect: 1 1 1 CacheInfo(hits=0, misses=1, maxsize=1, currsize=1)
# expect: 1 2 1 CacheInfo(hits=0, misses=2, maxsize=1, currsize=1)
# expect: 1 1 1 CacheInfo(hits=0, misses=3, maxsize=1, currsize=1)
# expect: 1 1 1 CacheInfo(hits=0, misses=4, maxsize=1, currsize=1)
# expect: 1 2 2 CacheInfo(hits=0, misses=5, maxsize=1, currsize=1)
# expect: 1 1
# expect: 2 1 1 CacheInfo(hits=0, misses=1, maxsize=2, currsize=1)
# expect: 2 2 1 CacheInfo(hits=0, misses=2, maxsize=2, currsize=2)
# expect: 2 1 1 CacheInfo(hits=1, misses=2, maxsize=2, currsize=2)
# expect: 2 1 1 CacheInfo(hits=1, misses=3, maxsize=2, currsize=2)
# expect: 2 2 2 CacheInfo(hits=1, misses=4, maxsize=2, currsize=2)
# expect: 1 1
