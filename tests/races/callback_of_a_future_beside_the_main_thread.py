# race: the global finished
# explore
# The callback runs in the worker, and the main thread does not wait for the result.
import time
from concurrent.futures import ThreadPoolExecutor

finished = 0


def ended(future):
    global finished
    finished += 1


with ThreadPoolExecutor(1) as pool:
    future = pool.submit(time.sleep, 0.05)
    future.add_done_callback(ended)
    finished += 1
