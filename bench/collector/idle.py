"""Memory of threads that wait. Argument: how many."""

import os
import sys
import threading

PAGE = os.sysconf("SC_PAGESIZE")


def resident():
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * PAGE


def main():
    count = int(sys.argv[1])
    go, awake = threading.Event(), threading.Semaphore(0)

    def wait():
        awake.release()
        go.wait()

    def start(n):
        threads = [threading.Thread(target=wait) for _ in range(n)]
        for thread in threads:
            thread.start()
        for _ in threads:
            awake.acquire()
        return threads

    first = start(10)
    before = resident()
    rest = start(count)
    print("bytes", (resident() - before) / count)
    go.set()
    for thread in first + rest:
        thread.join()


main()
