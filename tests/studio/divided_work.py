"""The same work, divided among as many threads as the argument says: sums of squares, which share nothing."""

import os
import sys
import threading

STEPS = 200_000

threads = int(sys.argv[1])
if os.environ.get("TINYPY_THREADS") not in (None, str(threads)):
    sys.exit("TINYPY_THREADS and the argument disagree")


def squares(begin, end, sums):
    sums.append(sum(i * i for i in range(begin, end)))


sums = []
bounds = [STEPS * n // threads for n in range(threads + 1)]
workers = [threading.Thread(target=squares, args=(begin, end, sums)) for begin, end in zip(bounds, bounds[1:])]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(sum(sums))
