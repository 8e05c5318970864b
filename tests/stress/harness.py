"""What the scenarios use, and what runs one of them:

    harness.py FILE SCENARIO [seconds] [threads] [seed]

A scenario is a function of no arguments, marked with @scenario, that plays one short round: it makes fresh things, lets several threads
loose on them, and says with expect() what must hold afterwards or at any moment. Rounds are repeated until the time is over; the last line
is then "ok", or after a round that went wrong "failed".
"""

import _random
import os
import sys
import threading
import time
import traceback

ARGUMENTS = sys.argv[1:] if os.path.basename(sys.argv[0]) == "harness.py" else []
SECONDS = float(ARGUMENTS[2]) if len(ARGUMENTS) > 2 else 1.0
THREADS = int(ARGUMENTS[3]) if len(ARGUMENTS) > 3 else 8
SEED = int(ARGUMENTS[4]) if len(ARGUMENTS) > 4 else 1
PATIENCE = 900  # seconds that a wait may take on a slow and busy machine: it has hung after that

complaints = []
scenarios = {}
_round = 0


def scenario(function):
    scenarios[function.__name__] = function
    return function


def expect(condition, *text):
    """What must be true; the texts say what is not."""
    if not condition:
        complain(" ".join(map(str, text)))


def complain(text):
    if len(complaints) < 20:
        complaints.append(text)


class Random(_random.Random):
    """The few methods needed, without all that the library's random imports. Differs from thread to thread and from round to round."""

    def __new__(cls, i=0):
        return super().__new__(cls, SEED * 1000003 + _round * 1009 + i)

    def __init__(self, i=0):
        self.seed(SEED * 1000003 + _round * 1009 + i)

    def below(self, stop):
        return int(self.random() * stop)

    def choice(self, items):
        return items[self.below(len(items))]


def wait_until(condition, between=lambda: None):
    """Calls `between` until the condition holds. False: it does not after a long time."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        between()
        time.sleep(0.002)
    return True


def share_of(kinds, kind):
    """How many of the threads of together() run function number `kind` of `kinds`."""
    return len(range(kind, THREADS, kinds))


def together(*functions):
    """Runs function(i) on thread i, the functions in turn, all starting at once; waits for all; what they raise is a complaint."""
    barrier = threading.Barrier(THREADS)

    def run(i):
        function = functions[i % len(functions)]
        barrier.wait()
        try:
            function(i)
        except Exception as error:
            complain("%s: %s" % (function.__qualname__, "".join(traceback.format_exception(type(error), error, error.__traceback__))))

    threads = [threading.Thread(target=run, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def while_busy(work, *watchers):
    """Runs work(i) on all threads but one or more, on which the watchers are called again and again until the work is done."""
    done = threading.Event()
    left = [None] * max(1, THREADS - len(watchers))

    def run(i):
        if i < len(watchers):
            while not done.is_set():
                watchers[i]()
            return
        try:
            work(i - len(watchers))
        finally:
            left.pop()
            if not left:
                done.set()

    run.__qualname__ = work.__qualname__
    together(run)


def play(name):
    global _round
    sys.setswitchinterval(1e-4)  # where threads take turns, let them do so often
    deadline = time.monotonic() + SECONDS
    while not complaints and (_round == 0 or time.monotonic() < deadline):
        _round += 1
        scenarios[name]()
    for text in complaints:
        print(text)
    print("%d rounds" % _round, file=sys.stderr)
    print("failed" if complaints else "ok")
    return 1 if complaints else 0


def main():
    file, name = ARGUMENTS[:2]
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, here)
    sys.modules["harness"] = sys.modules[__name__]
    __import__(os.path.splitext(os.path.basename(file))[0])
    sys.exit(play(name))


if __name__ == "__main__":
    main()
