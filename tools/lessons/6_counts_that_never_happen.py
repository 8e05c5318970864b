"""Deferred and borrowed references: counts that never happen."""

import subprocess
import sys
import threading

from lesson import begin, code, end, fact, figure, part, refscope, say

begin("Lesson 6: deferred and borrowed references", needs="no GIL")
say("""The cheapest count is the one that is never made. Lesson 1 has shown values that need none. Two more ideas do away with
most of the rest, above all with those that several threads would make on the same object (lesson 2).""")

part("Deferred: functions, classes, modules, code")
say("""All threads call the same functions. A register that holds such an object does not count it, and neither does a call. (An
instruction that reads one for the first time has not been specialised yet, and counts it once; `--refstats` shows that. From the
second time on it does not.) So its count says too little, and only the collector, which looks into all registers, may end it.""")


class Thing:
    def method(self):
        return self


def function():
    pass


for what, x in (("a function", function), ("a class", Thing), ("a module", threading), ("an instance", Thing())):
    print("    %-12s %s" % (what, "deferred: only a collection ends it" if refscope.of(x).deferred else "counted"))
fact("functions and classes are deferred", refscope.of(function).deferred and refscope.of(Thing).deferred)
fact("an instance is not", not refscope.of(Thing()).deferred)
say("The price: a function in a cycle with nothing else waits for the collector, and so do a class and its methods.")

part("Operands: an argument that is a local of the caller")
code("""
    def of_callee(x): return refscope.of(x).local
    thing = Thing(); of_callee(thing)
""")


def of_callee(x):
    return refscope.of(x).local


def caller():
    thing = Thing()
    return refscope.of(thing).local, of_callee(thing)


outside, inside = caller()
figure("count of thing in the caller", outside, "")
figure("count of thing in the callee, whose x names it, too", inside, "")
fact("the call has counted nothing: the caller's name outlives it", outside == inside)

part("Lent and borrowed: what other threads read again and again")
say("""A thread that reads another thread's object from a list must count it, atomically; else the object might end under its
hands. Unless the object is lent, that is, marked for all threads: then whoever drops the last reference waits, before the object
ends, until every thread has passed a moment in which it held nothing uncounted (a grace period). Until then a register may
borrow the object, and reading it writes no shared memory.""")

PROGRAM = """
import refscope, threading
class Thing: pass
def read(box, turns):
    before = refscope.shared_writes()[0]
    for _ in range(turns):
        x = box[0]
    return refscope.shared_writes()[0] - before
box, result = [Thing()], []
thread = threading.Thread(target=lambda: result.append(read(box, %d)))
thread.start()
thread.join()
print(result[0], int(refscope.of(box[0]).borrowed))
"""
TURNS = 100_000


def reader(*options):
    """Runs the program in a process of its own: writes to shared counts, and whether the object is lent in the end."""
    out = subprocess.run([sys.executable, *options, "-c", PROGRAM % TURNS], check=True, stdout=subprocess.PIPE, text=True)
    writes, lent = out.stdout.split()
    return int(writes), lent == "1"


code("""
    for _ in range(100_000):
        x = box[0]          # an object of another thread
""")
lending, lent = reader()
counting, never = reader("-X", "without=lending,noted_counts")
figure("atomic changes of counts for this loop, with lending", lending, "")
figure("the same without (-X without=lending,noted_counts)", counting, "")
fact("the object has been lent, and without the idea it is not", lent and not never)
fact("without it, each turn counts", counting >= TURNS)
fact("with it, fewer counts are made", lending < counting)

end([("interp/vm/frame/uncounted.h", "reason     comes from", "the five reasons for which a register may hold a reference without a count"),
     ("gc/refcount/lending.h", "A borrowed object is not destroyed, because", "why a borrowed object cannot end too early"),
     ("gc/refcount/qsbr.h", "#pragma once", "grace periods")],
    """Lists are not lent when they are private. Change the loop so that the reading thread has made the object itself: how many
    atomic changes are left? And if the object is a function?""")
