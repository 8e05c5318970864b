# no race
from concurrent.futures import ThreadPoolExecutor

log = {}


def work(n):
    return {"n": n, "square": n * n}


with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(work, n) for n in range(10)]
    for future in futures:
        result = future.result()
        result["n"] += 1
        log[result["n"]] = result["square"]
assert len(log) == 10
