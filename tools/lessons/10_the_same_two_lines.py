"""counter += 1 in two threads: what each Python promises, and what it costs."""

import json
import re
import shutil
import subprocess
import sys

from lesson import GIL, begin, code, end, fact, figure, part, say

begin("Lesson 10: the same two lines in every Python")
say("""Two threads execute the same two lines, with nothing around them. Each Python answers two questions in its own way: is the
memory of the interpreter safe, and is the sum right? No Python promises the second one. What they do for the first one
decides what everything else costs.""")
code("""
    for _ in range(turns):
        counter += 1
""")

part("What the lines are")
listing = subprocess.run([sys.executable, "--dis", "-c", "def work():\n    global counter\n    counter += 1\n"], check=True, stdout=subprocess.PIPE, text=True).stdout
steps = re.findall(r"^ .*  \d{4}  (\w+) +(.*)$", listing.partition("\ncode work,")[2], re.MULTILINE)
for name, operands in steps[:-1]:  # the last one is the return
    print("    %-16s %s" % (name, operands))
fact("the statement is three instructions: load, add, store", [name.partition("_")[0] for name, _ in steps[:-1]] == ["LOAD", "INPLACE", "STORE"])
say("""If the other thread comes between the load and the store, it adds to the same number, and one of the two additions is lost.
That is a race of the program's own. A safe interpreter does not prevent it: it only sees to it that the counter is a number
afterwards, that no object has ended too early, and that no dict is torn.""")

part("Measured, in the programs of this machine")
# For any Python since 2.7, so that Jython and IronPython can run it, too.
PROGRAM = """
import json, platform, sys, threading, time
clock = getattr(time, "perf_counter", time.time)
lock = threading.Lock()
counter = 0
def bare(turns, gate):
    global counter
    gate.wait()
    for _ in range(turns):
        counter += 1
def locked(turns, gate):
    global counter
    gate.wait()
    for _ in range(turns):
        with lock:
            counter += 1
def once(work, threads, turns):
    global counter
    counter, gate = 0, threading.Event()
    workers = [threading.Thread(target=work, args=(turns, gate)) for _ in range(threads)]
    for worker in workers: worker.start()
    begun = clock()
    gate.set()
    for worker in workers: worker.join()
    return (clock() - begun) / (turns * threads) * 1e9, turns * threads - counter
def measure(work, threads):
    turns = 2000
    while once(work, 1, turns)[0] * turns < 20e6: turns *= 2  # 20 ms, so that both threads run side by side
    rounds = [once(work, threads, turns) for _ in range(5)]
    return dict(ns=min(ns for ns, _ in rounds), lost=max(lost for _, lost in rounds), turns=turns * threads)
gil = getattr(sys, "_is_gil_enabled", None)
name = getattr(getattr(sys, "implementation", None), "name", platform.python_implementation())
print(json.dumps(dict(name=name, version=platform.python_version(), free=gil is not None and not gil(),
                      one=measure(bare, 1), two=measure(bare, 2), locked=measure(locked, 2))))
"""
OTHERS = ("python3.13", "python3.13t", "python3.14", "python3.14t", "cpython315", "pypy8", "pypy3", "graalpy", "jython", "ipy")
MOST_SECONDS = 60


def measured(program):
    """What the program of that path prints; None: it cannot run the script."""
    try:
        done = subprocess.run([program, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=MOST_SECONDS)
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def shown(found):
    kind = "no lock" if found["free"] or found["name"].lower() in ("jython", "ironpython") else "a lock (GIL)"
    return "%s %s, %s" % (found["name"], found["version"], kind)


rows, missing = [("this program", measured(sys.executable))], []
for name in OTHERS:
    path = shutil.which(name)
    found = measured(path) if path else None
    if found:
        rows.append((name, found))
    else:
        missing.append(name)
print("    %-12s %-34s %8s %9s %8s %8s" % ("", "", "1 thread", "2 threads", "locked", "lost"))
for name, found in rows:
    two = found["two"]
    print("    %-12s %-34s %5.0f ns %6.0f ns %5.0f ns %7.1f%%" % (
        name, shown(found), found["one"]["ns"], two["ns"], found["locked"]["ns"], 100.0 * two["lost"] / two["turns"]))
if missing:
    say("Not here, or not able to run this script: %s. Put one into PATH, and it gets a row." % ", ".join(missing))
say("""The times are of one turn: the time by the clock, divided by all turns of all threads, in the best of five rounds. "locked" has
`with lock:` around the line, in two threads. "lost" is the share of additions that two threads lose without the lock, in the
worst round.""")
fact("one thread alone loses nothing, in any of them", all(found["one"]["lost"] == 0 for _, found in rows))
fact("with a lock around the line two threads lose nothing, in any of them", all(found["locked"]["lost"] == 0 for _, found in rows))
fact("no addition counts twice", all(found["two"]["lost"] >= 0 for _, found in rows))
mine = rows[0][1]
figure("additions that this program has lost without a lock", mine["two"]["lost"], "")
if GIL:
    fact("with the lock this loop loses nothing", mine["two"]["lost"] == 0)
    say("""This program has a lock, and a thread gives it up only where a loop turns or a call begins. Neither lies between the load
and the store, so nothing was lost. Put a call between them (counter = counter + one()), and it may.""")
else:
    say("""This program has no lock: both threads are between load and store at the same time, again and again. How many additions
that costs depends on how long the threads really ran side by side.""")

part("What each of them promises, and what it pays")
for name, text in (
        ("CPython with its lock", """One thread runs at a time; it offers the lock to others every 5 ms, at the turn of a loop or at a call. All
counts are plain additions, and no container needs a lock of its own. The price is that a second processor is of no use to
Python code. That the line above loses nothing there follows from where the lock is offered in this version. Older versions
offered it between any two instructions, and lost additions."""),
        ("CPython without it", """PEP 703. Objects have an owner with a plain count, and an atomic count for everybody else; containers
lock themselves with a bit in the object. Its own documentation puts the price for one thread between 1 % and 8 %, by platform.
Additions are lost."""),
        ("PyPy", """A lock, too, but no counts: a collector traces what is alive, and the compiler turns the loop into machine code. So its
turns are cheap, and `__del__` runs some time later. Its branch with transactional memory, which wanted to do without the lock,
made a single thread slower, and has ended."""),
        ("Jython", """No lock, no counts: objects are Java's, threads are Java's, and the collector is the machine's. Dicts are concurrent
hash maps: one access is whole, two of them are not. So additions are lost. It has stayed at Python 2.7."""),
        ("IronPython", """The same idea on .NET: its threads, its collector, no lock. Python's C extensions do not run on either of the two,
for these need counts and a lock."""),
        ("the Gilectomy", """CPython with the lock taken out and the counts made atomic, 2016 and 2017. It was right, and many times slower:
lesson 2 shows why. Even with counts that were written to a buffer first, it took several processors to be as quick as CPython on one.
It was given up. What PEP 703 has added is the owner."""),
        ("tinypy-t", """Owners as in PEP 703, and then as few counts as can be: constants, arguments, lent and deferred objects have none
(lesson 6), locks that one thread uses need no atomic instruction (lesson 8). Additions are lost.""")):
    print("\n  " + name)
    say(text)
say("")
say("""So the answer to "is the sum right?" is the same everywhere: write `with lock:`, or give each thread a counter of its own and add
them up at the end. `tinypy-t --races` finds the line that has forgotten it, and `--schedule explore` an order in which it fails.""")

end([("gc/refcount/refcount.h", "operation                    by", "what a count costs whom"),
     ("gc/base/accelerators.def", "ACCELERATOR(lending", "the ideas that make it cheap, with a switch for each"),
     ("tools/docs/races.md", "--races", "finding the line")],
    """Give each thread a counter of its own, a list with one number, and add both up at the end. What does a turn take with one
thread, and with two? And if both counters lie in one list, at two places?""")
