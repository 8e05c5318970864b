from concurrent.futures import ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(lambda x: x * x, range(10))))
    futures = [pool.submit(pow, 2, n) for n in range(5)]
    print(sorted(f.result() for f in as_completed(futures)))
    bad = pool.submit(lambda: 1 / 0)
    print(repr(bad.exception()), bad.done(), len(wait(futures).done))
try:
    bad.result()
except ZeroDivisionError as error:
    print(error)
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)

# expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
# expect: [1, 2, 4, 8, 16]
# expect: ZeroDivisionError('division by zero') True 5
# expect: division by zero
# expect: cannot schedule new futures after shutdown
