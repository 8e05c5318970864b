# A hundred tasks by processes and by threads: lambdas and classes of __main__ travel; if a worker is killed, an error says so, and the call works again.
# needs: python3-joblib
import os
import signal
import threading

from joblib import Memory, Parallel, delayed, parallel_config
from joblib.externals.loky.process_executor import TerminatedWorkerError


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def scaled(self, factor):
        return Point(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


def primes(start, stop):
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(max(start, 2), stop))


def dies_once(n, marker):
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return n * n
    os.kill(os.getpid(), signal.SIGKILL)


def main():
    print(sum(Parallel(n_jobs=2)(delayed(primes)(n, n + 200) for n in range(0, 20_000, 200))))
    print(Parallel(n_jobs=2)(delayed(Point(n, n).scaled)(2) for n in range(100)) == [Point(2 * n, 2 * n) for n in range(100)])
    offset = 7
    print(Parallel(n_jobs=2)(delayed(lambda n: n + offset)(n) for n in range(100)) == [n + 7 for n in range(100)])

    tasks = [delayed(dies_once)(n, os.path.abspath("marker")) for n in range(100)]
    try:
        Parallel(n_jobs=2)(tasks)
    except TerminatedWorkerError as error:
        print(type(error).__name__, "SIGKILL" in str(error))
    print(Parallel(n_jobs=2)(tasks) == [n * n for n in range(100)])

    with parallel_config(backend="threading", n_jobs=2):
        seen = Parallel()(delayed(threading.get_ident)() for _ in range(100))
        print(threading.get_ident() not in seen, sum(Parallel()(delayed(primes)(n, n + 200) for n in range(0, 20_000, 200))))

    calls = []
    with Parallel(n_jobs=2, return_as="generator") as pool:
        print(sum(pool(delayed(abs)(n) for n in range(-50, 50))))
    def twice(n):
        calls.append(n)
        return n * 2

    kept = Memory("cache", verbose=0).cache(twice)
    print(kept(4), kept(4), calls)
    try:
        Parallel(n_jobs=2)(delayed(primes)(n, "x") for n in range(3))
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    main()
