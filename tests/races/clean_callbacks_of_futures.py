# no race
# explore
import threading
from concurrent.futures import ThreadPoolExecutor

over = threading.Event()
order = []


def record(log):
    def ended(future):
        log.append(future.result())
        log[0] += 1
        over.set()

    return ended


with ThreadPoolExecutor(2) as pool:
    for n in range(5):
        log = [n]
        log[0] += 1
        over.clear()
        future = pool.submit(pow, n, 2)
        future.add_done_callback(record(log))
        over.wait()
        order.append(log[0] + log[1])
assert order == [2, 4, 8, 14, 22]
