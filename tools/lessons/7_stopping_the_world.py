"""Stopping the world, and cycles."""

import gc
import threading
import time
import weakref

from lesson import begin, code, end, fact, figure, part, refscope, say

begin("Lesson 7: cycles, and stopping the world")
say("""Counting has one blind spot: two objects that hold each other. Each has a count of 1, for ever, although nobody else can
reach them. So a second mechanism looks for cycles from time to time: the collector.""")


class Node:
    def __init__(self):
        self.other = None


part("A cycle that nobody can reach")
code("""
    a, b = Node(), Node()
    a.other, b.other = b, a
    del a, b
""")
gc.collect()
gc.disable()


def cycle():
    a, b = Node(), Node()
    a.other, b.other = b, a
    watch = weakref.ref(a)
    counts = [refscope.of(a).local, refscope.of(b).local]
    return watch, counts


watch, counts = cycle()
fact("each of them had two references: a name, and the other one", counts == [2, 2])
fact("the names are gone, and the objects are still there", watch() is not None)
found = gc.collect()
fact("a collection ends them", watch() is None)
figure("objects that gc.collect() has found", found, "")
say("""How does it know? It takes the counts of all suspects, and subtracts every reference that it finds inside the suspects
(trial deletion). What is left above 0 is held from outside, and so is all that it reaches. The rest is garbage. A
walk from the known roots comes first, to save work; but only counts condemn an object, so that a reference which C++ holds
is never overlooked.""")

part("Everybody stops")
say("""While it subtracts, no count may change. So the collector stops the world: it sets a bit in the poll word of each thread,
and each thread stops at its next safepoint (a loop's jump, a call). Threads that wait or compute in C are told not to
come back before the pause is over. A second thread shall now note the longest time between two turns of its loop:""")


def spin(done, gaps):
    """The longest time between two turns."""
    longest, last = 0.0, time.perf_counter()
    while not done:
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now
    gaps.append(longest)


def longest_gap(meanwhile):
    done, gaps = [], []
    thread = threading.Thread(target=spin, args=(done, gaps))
    thread.start()
    meanwhile()
    done.append(True)
    thread.join()
    return gaps[0] * 1e3


def collect_often():
    for _ in range(10):
        gc.collect()


heap = [[i] for i in range(200_000)]
started = time.perf_counter()
collect_often()
each = (time.perf_counter() - started) / 10 * 1e3
figure("one gc.collect() with 200,000 lists alive", each, "ms")
figure("longest gap of another thread, nobody collects", longest_gap(lambda: time.sleep(0.3)), "ms")
figure("longest gap of another thread during ten collections", longest_gap(collect_often), "ms")
say("""A gap also arises when the system gives the processor to somebody else; so compare the two, and run the lesson again.""")
before = gc.get_stats()[2]["collections"]
gc.collect()
fact("gc.get_stats() counts each collection", gc.get_stats()[2]["collections"] == before + 1)
gc.enable()
say("""Most collections stop nobody: what one thread has made lately and nobody else can see is collected by that thread
alone. The big ones come when the heap has grown, and are paced so that they take a small part of the time.""")
del heap

end([("gc/cycle/trial.h", "#pragma once", "trial deletion"),
     ("gc/threads/stop_world.cpp", "StopTheWorld::StopTheWorld", "stopping all threads"),
     ("gc/cycle/collector.h", "collection of     looks at", "the three kinds of collections"),
     ("gc/README.md", "**10. A cycle.**", "the same as a picture")],
    """Give Node a __del__ that appends self to a global list, and make the cycle again. What does gc.collect() return, is the
    object alive afterwards, and does __del__ run again at the next collection? PEP 442 has the rules.""")
