# no race
import threading

local = threading.local()


def count():
    local.n = 0
    for _ in range(10):
        local.n += 1
    assert local.n == 10


threads = [threading.Thread(target=f) for f in (count, count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
