"""Ends of programs while threads are busy: each way in a process of its own, again and again for some seconds.

    exits.py [seconds] [threads]

The last line is "ok" or says which way ended with another status than it should.
"""

import subprocess
import sys
import time

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 8

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

# (status, what the main thread does after starting its daemons)
WAYS = [
    (0, "pass"),
    (3, "sys.exit(3)"),
    (1, "raise ValueError"),
    (4, "os._exit(4)"),
    (0, "lock.acquire()"),
    (0, "t = threading.Thread(target=lambda: time.sleep(0.01)); t.start()"),
    (0, "import atexit; atexit.register(gc.collect); atexit.register(lambda: shared.clear())"),
    (0, "class D:\n  def __del__(self): shared.get(1)\nd = D(); shared['d'] = D()"),
    (-2, "import signal; signal.raise_signal(signal.SIGINT)"),
    (0, "sys.stdout.write('x' * 100000); sys.stdout.flush()"),
]


def main():
    deadline = time.monotonic() + SECONDS
    complaints, runs = [], 0
    while runs < len(WAYS) or time.monotonic() < deadline:
        status, ending = WAYS[runs % len(WAYS)]
        runs += 1
        try:
            done = subprocess.run([sys.executable, "-c", BUSY.replace("THREADS", str(THREADS)) + ending], capture_output=True, timeout=60)
        except subprocess.TimeoutExpired:
            complaints.append("%r: hangs" % ending)
            continue
        if done.returncode != status:
            complaints.append("%r: status %d, not %d\n%s" % (ending, done.returncode, status, done.stderr.decode()[-3000:]))
    print("\n".join(complaints))
    print("%d processes" % runs, file=sys.stderr)
    print("failed" if complaints else "ok")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
