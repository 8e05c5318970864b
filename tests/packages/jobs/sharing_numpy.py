# What threads may do with arrays and generators of NumPy.
# suite: unstable
# wheels: numpy
import os
import subprocess
import sys
import threading

import numpy as np
from _together import THREADS, together

whole = np.arange(400_000, dtype=np.int64).reshape(400, 1000)

# One array is read by all.
print(set(together(lambda i: int((whole * whole % 1009).sum() + np.sort(whole[::-1], axis=0)[0].sum()), times=5)))

# Parts that do not overlap are written without a lock.
target = np.zeros(400_000, dtype=np.int64)


def fill(i):
    part = target[i::THREADS]
    part += whole.reshape(-1)[i::THREADS]
    part *= 2


together(fill)
print(np.array_equal(target, whole.reshape(-1) * 2))

# A generator gives each number to one thread.
for make in np.random.default_rng, np.random.RandomState:
    shared, alone = make(7), make(7)
    drawn = together(lambda i: [float(shared.standard_normal()) for _ in range(2_000)])
    print(sorted(n for part in drawn for n in part) == sorted(float(alone.standard_normal()) for _ in range(2_000 * THREADS)))

# Settings of errors belong to a context, and a function of Python is called by all threads at once.
inside = threading.Barrier(THREADS)


def settings(i):
    with np.errstate(divide="ignore" if i % 2 else "raise"):
        inside.wait()
        try:
            return float((np.ones(3) / 0).sum())
        except FloatingPointError:
            return "raised"


print(together(settings))
meet = threading.Barrier(THREADS, timeout=300)
print(together(lambda i: int(np.frompyfunc(lambda x: meet.wait() * 0 + x + i, 1, 1)(np.arange(5)).sum())))


def races(text):
    """Whether `--races` reports a race in this script. Where the interpreter has no such option: whether `text` is to be reported."""
    if sys.implementation.name != "tinypy":
        return text.startswith("# race")
    done = subprocess.run([sys.executable, "--races", "-c", text], env=os.environ, capture_output=True, text=True)
    if done.returncode not in (0, 66):
        raise SystemError(done.stderr)
    return done.returncode == 66


# Elements that two threads write need a lock of the program's.
ADD = """
import threading
import numpy as np
a, lock = np.zeros(8), threading.Lock()
def add():
    with lock{and_then}:
        a[5] += 1
threads = [threading.Thread(target=add) for _ in range(2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
print(races(ADD.format(and_then="")), races("# race" + ADD.format(and_then=" if False else threading.Lock()")))

# expect: {202096418}
# expect: True
# expect: True
# expect: True
# expect: ['raised', inf, 'raised', inf]
# expect: [10, 15, 20, 25]
# expect: False True
