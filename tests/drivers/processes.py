"""What a driver can tell of a process that it has started, without a clock: on a busy machine everything takes as long as it takes."""

import re
import signal
import time
from pathlib import Path

import clean_environment  # noqa: F401

HANG_SECONDS = 600  # of a process that should have ended, or said something: no machine is so slow
SECONDS_BETWEEN_LOOKS = 0.02
LOOKS_OF_A_SLEEP = 20  # that find all threads asleep, and none woken meanwhile
TICKS_OF_COMPUTING = 5  # of the system's clock, 10 ms each


def hear_interrupts():
    """A shell lets what runs in its background ignore SIGINT, and programs inherit that. What this driver starts takes it as usual."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def thread(pid, tid):
    """(state, voluntary context switches, ticks of processor time); nothing when it has gone."""
    folder = Path(f"/proc/{pid}/task/{tid}")
    try:
        status, figures = (folder / "status").read_text(), (folder / "stat").read_text()
    except OSError:
        return None
    user, system = figures.rpartition(")")[2].split()[11:13]
    return re.search(r"State:\t(.)", status)[1], re.search(r"\nvoluntary_ctxt_switches:\t(\d+)", status)[1], int(user) + int(system)


def settle(pid, tid=None):
    """Returns when the thread, or else the main thread, waits for something, or computes without end, or has gone: it is past whatever it has announced."""
    tid = tid or pid
    began = before = thread(pid, tid)
    while before:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        now = thread(pid, tid)
        waits = now and now[0] == "S" and now[:2] == before[:2]
        if not now or waits or now[2] - began[2] > TICKS_OF_COMPUTING:
            return
        before = now


def settle_all(pid):
    """Returns when all threads sleep for good. OSError: the process has gone."""
    looks, before = 0, None
    while looks < LOOKS_OF_A_SLEEP:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        now = {task.name: thread(pid, task.name) for task in Path(f"/proc/{pid}/task").iterdir()}
        looks = looks + 1 if now == before and all(known and known[0] == "S" for known in now.values()) else 0
        before = now
