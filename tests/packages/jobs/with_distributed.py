# Dask's scheduler and two workers, processes with two threads each: a hundred tasks, a worker killed meanwhile, nothing lost.
# needs: python3-distributed
# wheels: psutil
import os
import signal
import threading
import time

from dask import delayed
from distributed import Client, LocalCluster


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def scaled(self, factor):
        return self.x * factor, self.y * factor


def primes(start, stop):
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(max(start, 2), stop))


def slowly(n):
    time.sleep(0.02)
    return n * n


def main():
    with LocalCluster(n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address=None) as cluster, Client(cluster) as client:
        print(sum(client.gather(client.map(primes, range(0, 20_000, 200), range(200, 20_200, 200)))))
        offset = 7
        print(client.gather(client.map(lambda n: n + offset, range(100))) == list(range(7, 107)))
        print(client.submit(Point(2, 3).scaled, 10).result())

        workers = client.run(os.getpid)
        print(len(workers), os.getpid() not in workers.values(), client.run(lambda dask_worker: dask_worker.state.nthreads) == dict.fromkeys(workers, 2))
        names = client.map(lambda n: threading.current_thread().name, range(100), pure=False)
        print(len(set(client.gather(names))) > 1)

        running = client.map(slowly, range(100))
        os.kill(next(iter(workers.values())), signal.SIGKILL)
        print(client.gather(running) == [n * n for n in range(100)])
        client.wait_for_workers(2)
        print(len(set(client.run(os.getpid).values()) - set(workers.values())))

        tree = [delayed(int)(n) for n in range(32)]
        while len(tree) > 1:
            tree = [delayed(lambda a, b: a + b)(a, b) for a, b in zip(tree[::2], tree[1::2])]
        print(tree[0].compute())
        try:
            client.submit(primes, 0, "x").result()
        except TypeError as error:
            print(error)


if __name__ == "__main__":
    main()

# expect: 2262
# expect: True
# expect: (20, 30)
# expect: 2 True True
# expect: True
# expect: True
# expect: 1
# expect: 496
# expect: 'str' object cannot be interpreted as an integer
