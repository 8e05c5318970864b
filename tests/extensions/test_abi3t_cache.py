# Texts of several threads in a cache that C code guards by a lock of its own.
import threading

import abi3t_cache


def work(k):
    for i in range(20000):
        assert abi3t_cache.cached(i * (k + 1) % 150) == f"text {i * (k + 1) % 150}"


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("end")

# expect: end
