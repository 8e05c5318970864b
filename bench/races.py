#!/usr/bin/env python3
"""What --races costs: small loops of one thread and of two, with the option and without, CPU time of a turn, minimum of the rounds.

    bench/races.py --interp build/tinypy-t [--rounds 5] [--only SUBSTR] [--record]

tinypy-t-studio must lie beside the interpreter. A loop that takes a lock is the worst case: the lock and each access are looked at anew at
every turn, and without the option they take no time to speak of.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import harness

TURNS = 200_000
TIMEOUT_SECONDS = 300
LOOPS = {
    "a lock, nothing else": ("lock = threading.Lock()", "with lock: pass"),
    "a lock and a global": ("lock = threading.Lock(); counter = 0", "with lock: counter += 1"),
    "acquire() and release()": ("lock = threading.Lock()", "lock.acquire(); lock.release()"),
    "an RLock and a global": ("lock = threading.RLock(); counter = 0", "with lock: counter += 1"),
    "two locks and a global": (
        "lock = threading.Lock(); inner = threading.Lock(); counter = 0",
        "with lock:\n            with inner: counter += 1",
    ),
    "a method that takes a lock": (
        "class Account:\n"
        "    def __init__(self): self.lock = threading.Lock(); self.balance = 0\n"
        "    def add(self):\n"
        "        with self.lock: self.balance += 1\n"
        "account = Account()",
        "account.add()",
    ),
    "a lock and a key of a dict": ("lock = threading.Lock(); table = {}", "with lock: table[i & 255] = table.get(i & 255, 0) + 1"),
    "a lock and a new item": ("lock = threading.Lock(); items = []", "with lock: items.append((i,))"),
    "a Condition": ("condition = threading.Condition(); counter = 0", "with condition:\n            counter += 1; condition.notify()"),
    "a Semaphore": ("semaphore = threading.Semaphore(3)", "with semaphore: pass"),
    "an Event": ("event = threading.Event()", "event.set(); event.is_set(); event.clear()"),
    "a Queue": ("items = queue.Queue()", "items.put(i); items.get()"),
    "a SimpleQueue": ("items = queue.SimpleQueue()", "items.put(i); items.get()"),
    "a deque": ("items = collections.deque()", "items.append(i); items.popleft()"),
    "an attribute that is read": ("class C: pass\nc = C(); c.x = 1", "c.x"),
    "a method": ("class C:\n    def f(self): return 1\nc = C()", "c.f()"),
}
SCRIPT = """import collections, queue, threading, time
{setup}
def work():
    global counter
    for i in range({turns}):
        {turn}
threads = [threading.Thread(target=work) for _ in range({threads})]
start = time.process_time()
for t in threads: t.start()
for t in threads: t.join()
print((time.process_time() - start) / {turns} / {threads} * 1e9)
"""


def time_of_turn(interpreter, options, script):
    out, reason = harness.run([interpreter, *options, script], TIMEOUT_SECONDS)
    if out is None:
        raise RuntimeError(reason)
    return float(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", required=True, metavar="PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    harness.add_record(parser)
    options = parser.parse_args()
    [interpreter] = harness.resolve(parser, [options.interp])

    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "loop.py"
        for name, (setup, turn) in LOOPS.items():
            for threads in 1, 2:
                row = f"{name}, {threads} thread{'s' * (threads > 1)}"
                if options.only not in row:
                    continue
                script.write_text(SCRIPT.format(setup=setup, turn=turn, turns=TURNS, threads=threads))
                rounds = [[time_of_turn(interpreter, o, str(script)) for o in (["--races"], [])] for _ in range(options.rounds)]
                rows[row] = [min(column) for column in zip(*rounds)]
    harness.print_ratio_table(rows, ["--races", "without"], "ns", 1)
    tables = {"a turn of a loop": harness.ratio_table(rows, ["--races", "without"], "ns")}
    harness.record(options, harness.chosen("races", options.only), tables, {Path(interpreter).name: interpreter}, options.rounds)


if __name__ == "__main__":
    sys.exit(main())
