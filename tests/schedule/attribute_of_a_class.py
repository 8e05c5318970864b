# fails: 1
# says: AssertionError: 1
import threading


class Pool:
    used = 0

    @classmethod
    def take(cls):
        cls.used += 1


threads = [threading.Thread(target=Pool.take) for _ in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert Pool.used == 2, Pool.used
