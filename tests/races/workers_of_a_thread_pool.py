# race: the global largest
# explore
import time
from multiprocessing.pool import ThreadPool

largest = 0


def work(n):
    global largest
    time.sleep(0.002)
    if n > largest:
        largest = n
    return n


with ThreadPool(3) as pool:
    pool.map(work, range(30), chunksize=1)
