# race: the key 'n' of the dict that Statistics.__init__ made at workers_of_a_pool.py:9
# explore
import time
from concurrent.futures import ThreadPoolExecutor


class Statistics:
    def __init__(self):
        self.counts = {"n": 0}

    def add(self, n):
        time.sleep(0.002)
        self.counts["n"] += n


statistics = Statistics()
with ThreadPoolExecutor(3) as pool:
    for n in range(30):
        pool.submit(statistics.add, n)
