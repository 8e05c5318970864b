"""fork() while threads are busy: each child uses what its parent's threads were using, starts threads of its own, and ends.

    forks.py [seconds] [threads]

The last line is "ok" or says how a child ended.
"""

import gc
import os
import queue
import sys
import threading
import time
import warnings
import weakref

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 8

warnings.simplefilter("ignore")  # that the process has threads is the point


class Node:
    def __init__(self):
        self.link = self


shared = {i: Node() for i in range(50)}
items = []
passing = queue.SimpleQueue()
stop = threading.Event()
complaints = []


def store():
    n = 0
    while not stop.is_set():
        shared[n % 50] = Node()
        items.append(shared[n * 7 % 50])
        if len(items) > 100:
            items.clear()
        n += 1


def pass_on():
    while not stop.is_set():
        passing.put(Node())
        passing.get()


def collect():
    while not stop.is_set():
        gc.collect()
        time.sleep(0.001)


def watch():
    while not stop.is_set():
        node = Node()
        reference = weakref.ref(node)
        del node
        reference()


def churn():
    while not stop.is_set():
        thread = threading.Thread(target=shared.get, args=(1,))
        thread.start()
        thread.join()


WORK = [store, pass_on, collect, watch, churn]


def child():
    for node in list(shared.values()):
        if node.link is not node:
            return 2
    shared.clear()
    items.append(Node())
    gc.collect()
    results = []
    threads = [threading.Thread(target=lambda: results.append(Node())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gc.collect()
    return 0 if len(results) == 3 and threading.active_count() == 1 else 3


def await_child(pid):
    """The child's status; None if it does not end."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.002)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return None


def main():
    threads = [threading.Thread(target=WORK[i % len(WORK)]) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + SECONDS
    forks = 0
    while time.monotonic() < deadline and not complaints:
        forks += 1
        pid = os.fork()
        if pid == 0:
            status = 9
            try:
                status = child()
            finally:
                os._exit(status)
        status = await_child(pid)
        if status != 0:
            complaints.append("child %d: status %r" % (forks, status))
    stop.set()
    for thread in threads:
        thread.join()
    print("\n".join(complaints))
    print("%d forks" % forks, file=sys.stderr)
    print("failed" if complaints else "ok")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
