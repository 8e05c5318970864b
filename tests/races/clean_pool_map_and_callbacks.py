# no race
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

lock, finished = threading.Lock(), 0


def ended(future):
    global finished
    with lock:
        finished += future.result()


with ThreadPoolExecutor(4) as pool:
    futures = [pool.submit(int, 1) for _ in range(8)]
    for future in futures:
        future.add_done_callback(ended)
    assert sum(f.result() for f in as_completed(futures)) == 8
assert finished == 8
