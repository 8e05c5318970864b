# race: the global done
import threading
from concurrent.futures import ThreadPoolExecutor

done, both = 0, threading.Barrier(2)


def work(n):
    global done
    both.wait()
    done += n


with ThreadPoolExecutor(2) as pool:
    list(pool.map(work, range(2)))
