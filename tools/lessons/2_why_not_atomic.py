"""Why is not every count atomic?"""

import os
import threading

from lesson import begin, code, end, fact, figure, nanoseconds, part, refscope, say, timed

begin("Lesson 2: why not make every count atomic?", needs="no GIL", without="lending")
say("""Threads that run in parallel may count the same object at the same time. A plain `count += 1` is three steps: load, add,
store. If two threads do them at once, one addition is lost, and the object ends too early. An atomic addition cannot be
lost: the processor keeps the memory for itself during the three steps. So why not always?""")


class Thing:
    pass


def read(box, turns):
    for _ in range(turns):
        x = box[0]  # counts the item up, and the old value of x down


def in_thread(function, *arguments):
    """Runs the function in another thread. Returns what it returns."""
    result = []
    thread = threading.Thread(target=lambda: result.append(function(*arguments)))
    thread.start()
    thread.join()
    return result[0]


TURNS = 200_000
box = [Thing()]
in_thread(int)  # starts a thread: from now on, what threads can find is published (lesson 5)

part("One thread, the same loop, two ways to count")
code("""
    for _ in range(turns):
        x = box[0]        # one incref, one decref
""")


def measured():
    before = refscope.shared_writes()[0]
    read(box, TURNS)
    writes = refscope.shared_writes()[0] - before
    return writes, nanoseconds(lambda turns: read(box, turns), TURNS)


def nothing(turns):
    for _ in range(turns):
        x = 1


empty = nanoseconds(nothing, TURNS)
own_writes, own = measured()
foreign_writes, foreign = in_thread(measured)
figure("the loop that made the object counts it: a turn", own, "ns")
figure("another thread counts it, alone: a turn", foreign, "ns")
figure("the loop without an object: a turn", empty, "ns")
figure("turns of the loop", TURNS, "")
figure("atomic changes of counts by the thread that made it", own_writes, "")
figure("atomic changes by the other thread", foreign_writes, "")
fact("the thread that made the object changes its count without atomic instructions", own_writes == 0)
fact("the other thread needs at least one for each of the %d turns" % TURNS, foreign_writes >= TURNS)
say("""The other thread was alone: nobody else touched the object. An atomic instruction is slow even then. It makes the
processor finish all stores that are under way, and it allows no other instruction to overtake it.""")

part("Several threads, one count")


def race(boxes):
    """All boxes are read at the same time, each by a thread. Returns the time of a turn of the slowest."""
    gate = threading.Barrier(len(boxes))
    times = []

    def run(mine):
        gate.wait()
        times.append(timed(read, mine, TURNS))
    threads = [threading.Thread(target=run, args=(b,)) for b in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(times) / TURNS * 1e9


same = min(race([box, box]) for _ in range(3))
apart = min(race([[Thing()], [Thing()]]) for _ in range(3))
figure("two threads count the same object: a turn", same, "ns")
figure("two threads count two objects: a turn", apart, "ns")
say("""Both loops do the same work. If the machine has several processors to give, the first one is slower: the line of
memory with the count must travel from processor to processor at each change. With more threads it gets worse. That is
why a program in which all threads count the same few things (functions, classes, modules) would hardly run in parallel
at all, if nothing else was done.""")
figure("processors that this machine shows", os.cpu_count() or 1, "")

part("What tinypy-t does instead")
say("""It counts in two places: the thread that made the object has a count of its own and needs no atomic instruction; all
others share a second, atomic count. That is lesson 3. `tinypy-t --asm incref` shows both as machine code and measures
them in cycles.""")

end([("gc/refcount/lending.h", "5.4 against 5.2 ns", "a choice that was made by measuring exactly this"),
     ("gc/refcount/refcount.cpp", "void incref_shared(", "the atomic addition"),
     ("bench/micro/lifetime_bench.cpp", "void pair_foreign", "the same measured in C++")],
    """Build a program that makes every count atomic (`tools/build atomic tinypy-t`) and compare the time of
    `for x in list(range(10**6)): pass` and of a loop over a list of objects in both programs. Which of the two loops
    becomes slower, and why only that one?""")
