"""Threads that make cyclic garbage which others could see: nanoseconds for each (of all threads together), and peak memory in MB beside the fifty that live.

    shared.py THREADS SECONDS
"""

import resource
import sys
import threading
import time

board = {}
made = []
stop = threading.Event()


class Node:
    def __init__(self):
        self.link = self


def make():
    n = 0
    while not stop.is_set():
        for slot in range(50):
            board[slot] = Node()
        n += 50
    made.append(n)


def main():
    count, seconds = int(sys.argv[1]), float(sys.argv[2])
    threads = [threading.Thread(target=make) for _ in range(count)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    print("each", elapsed / sum(made) * 1e9)
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


main()
