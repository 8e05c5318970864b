"""Ends and forks of processes whose threads are busy. Each way of ending in a process of its own."""

import gc
import os
import queue
import subprocess
import sys
import threading
import time
import warnings
import weakref

from harness import PATIENCE, THREADS, expect, scenario, wait_until

BUSY = """
import gc, os, queue, sys, threading, time
shared, lock, forever = {}, threading.Lock(), threading.Event()
def spin():
    n = 0
    while True:
        shared[n % 50] = [n, shared.get(n % 7)][:1]
        n += 1
def allocate():
    while True:
        a, b = [], []
        a.append(b), b.append(a)
def collect():
    while True: gc.collect()
def take_lock():
    while True:
        with lock: shared.get(1)
def wait(): forever.wait()
def sleep():
    while True: time.sleep(0.0001)
def write():
    while True: os.write(devnull, b"x")
def start():
    while True:
        time.sleep(0.001)
        try: threading.Thread(target=int, daemon=True).start()
        except RuntimeError: return
def fail():
    while True:
        try: raise ValueError(shared)
        except ValueError as e: shared["e"] = e
devnull = os.open("/dev/null", os.O_WRONLY)
WORK = [spin, allocate, collect, take_lock, wait, sleep, write, start, fail]
for i in range(THREADS): threading.Thread(target=WORK[i % len(WORK)], daemon=True).start()
time.sleep(0.01)
"""


def end_busy_process(status, ending):
    """Daemon threads are busy while the main thread does what `ending` says."""
    try:
        done = subprocess.run([sys.executable, "-c", BUSY.replace("THREADS", str(THREADS)) + ending], capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return expect(False, "%r: hangs" % ending)
    expect(done.returncode == status, "%r: status %d, not %d\n%s" % (ending, done.returncode, status, done.stderr.decode()[-3000:]))


@scenario
def the_main_thread_ends():
    end_busy_process(0, "pass")


@scenario
def the_main_thread_exits():
    end_busy_process(3, "sys.exit(3)")
    end_busy_process(4, "os._exit(4)")


@scenario
def the_main_thread_fails():
    end_busy_process(1, "raise ValueError")
    # Who runs the tests in the background has Ctrl-C ignored, and so has the program until it says otherwise.
    end_busy_process(-2, "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); signal.raise_signal(signal.SIGINT)")


@scenario
def a_lock_is_held_at_the_end():
    end_busy_process(0, "lock.acquire()")


@scenario
def a_thread_is_waited_for_at_the_end():
    end_busy_process(0, "t = threading.Thread(target=lambda: time.sleep(0.01)); t.start()")


@scenario
def atexit_runs_beside_daemons():
    end_busy_process(0, "import atexit; atexit.register(gc.collect); atexit.register(lambda: shared.clear())")


@scenario
def finalizers_run_at_the_end():
    end_busy_process(0, "class D:\n  def __del__(self): shared.get(1)\nd = D(); shared['d'] = D()")


@scenario
def output_is_flushed_at_the_end():
    end_busy_process(0, "sys.stdout.write('x' * 100000)")


# ---- fork


class Node:
    def __init__(self):
        self.link = self


class World:
    """What the threads of the parent use, and the child after them."""

    def __init__(self):
        self.shared = {i: Node() for i in range(50)}
        self.items = []
        self.passing = queue.SimpleQueue()
        self.stop = threading.Event()

    def store(self):
        n = 0
        while not self.stop.is_set():
            self.shared[n % 50] = Node()
            self.items.append(self.shared[n * 7 % 50])
            if len(self.items) > 100:
                self.items.clear()
            n += 1

    def pass_on(self):
        while not self.stop.is_set():
            self.passing.put(Node())
            self.passing.get()

    def collect(self):
        while not self.stop.is_set():
            gc.collect()
            time.sleep(0.001)

    def watch(self):
        while not self.stop.is_set():
            node = Node()
            reference = weakref.ref(node)
            del node
            reference()

    def churn(self):
        while not self.stop.is_set():
            thread = threading.Thread(target=self.shared.get, args=(1,))
            thread.start()
            thread.join()

    def child(self):
        """What the only thread of a forked process does; its status."""
        for node in list(self.shared.values()):
            if node.link is not node:
                return 2
        self.shared.clear()
        self.items.append(Node())
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
    ended, status = 0, None

    def has_ended():
        nonlocal ended, status
        ended, status = os.waitpid(pid, os.WNOHANG)
        return ended

    if wait_until(has_ended):
        return status
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return None


def fork_and_run(child):
    pid = os.fork()
    if pid == 0:
        status = 9
        try:
            status = child()
        finally:
            os._exit(status)
    return await_child(pid)


@scenario
def forks_while_threads_are_busy():
    warnings.simplefilter("ignore")  # that the process has threads is the point
    world = World()
    work = [world.store, world.pass_on, world.collect, world.watch, world.churn]
    threads = [threading.Thread(target=work[i % len(work)]) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    try:
        for n in range(10):
            status = fork_and_run(world.child)
            expect(status == 0, "child %d: status %r" % (n, status))
    finally:
        world.stop.set()
        for thread in threads:
            thread.join()


@scenario
def forks_from_several_threads():
    warnings.simplefilter("ignore")
    shared, statuses = {n: [n] for n in range(20)}, []

    def child():
        shared[100] = [100]
        gc.collect()
        return 0 if all(v == [k] for k, v in shared.items()) else 2

    def fork():
        for _ in range(3):
            statuses.append(fork_and_run(child))

    threads = [threading.Thread(target=fork) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(statuses == [0] * 12, "statuses", statuses)
