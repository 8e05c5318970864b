"""Locks that nobody takes: reserved locks."""

import subprocess
import sys
import threading

from lesson import begin, code, end, fact, figure, nanoseconds, part, refscope, say

begin("Lesson 8: locks that nobody takes", needs="no GIL")
say("""Without a global lock, each published list, dict and instance has a lock of its own: a bit of its header. An append takes
the lock, stores, and gives the lock back: two atomic instructions, although nearly always nobody else wants the lock. A
thread that takes the same lock again and again therefore reserves it. From then on the lock's bit stays set, and that
thread enters and leaves with plain stores.""")

thread = threading.Thread(target=int)
thread.start()
thread.join()
board = []  # a global list: published, so that it needs its lock
TURNS = 100_000


def append(turns):
    for i in range(turns):
        board.append(i)
    board.clear()


part("The lock of an object")
PROGRAM = """
import refscope, threading
thread = threading.Thread(target=int); thread.start(); thread.join()
board = []
def append(turns):
    before = refscope.shared_writes()[1]
    for i in range(turns):
        board.append(i)
    return refscope.shared_writes()[1] - before
print(append(%d))
"""


def locks(*options):
    """How many object locks the program takes in a process of its own."""
    out = subprocess.run([sys.executable, *options, "-c", PROGRAM % TURNS], check=True, stdout=subprocess.PIPE, text=True)
    return int(out.stdout)


code("""
    for i in range(100_000):
        board.append(i)
""")
reserved, ordinary = locks(), locks("-X", "without=reserved_locks")
figure("locks taken for this loop", reserved, "")
figure("the same without reservations (-X without=reserved_locks)", ordinary, "")
fact("without the idea, each append takes the lock", ordinary >= TURNS)
fact("reservations never make it more", reserved <= ordinary)
figure("an append to the published list", nanoseconds(append, TURNS), "ns")

part("The lock of the module threading")
lock = threading.Lock()


def take(turns):
    for _ in range(turns):
        with lock:
            pass


def empty(turns):
    for _ in range(turns):
        pass


alone = nanoseconds(take, TURNS) - nanoseconds(empty, TURNS)
figure("with lock: pass, by one thread", alone, "ns")

part("When another thread comes")
say("""The holder must lose its reservation, although it uses no atomic instruction that could tell. The other thread marks the
reservation as revoked, and then needs one proof: that the holder has seen the mark, or has told that it is inside. It asks
the kernel for that (membarrier): every processor that runs a thread of this process finishes its stores. That is dear, a
few microseconds, but it happens once for each change of hands. Locks that change hands often are not reserved again.""")
total = [0]


def add(turns):
    for _ in range(turns):
        with lock:
            total[0] += 1


def race():
    threads = [threading.Thread(target=add, args=(TURNS // 2,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


total[0] = 0
one = nanoseconds(add, TURNS, rounds=1)
fact("one thread: every addition has counted", total[0] == TURNS)
total[0] = 0
two = nanoseconds(lambda turns: race(), TURNS, rounds=1)
fact("two threads at the same lock: no addition is lost", total[0] == TURNS // 2 * 2)
figure("an addition under the lock, one thread", one, "ns")
figure("an addition under the lock, two threads take turns", two, "ns")

end([("gc/sync/lock_reservation.h", "Lock reservation (biased locking)", "the idea, its states, its proof"),
     ("gc/sync/asymmetric_fence.h", "#pragma once", "a fence for which only one side pays"),
     ("gc/refcount/object_lock.h", "TINYPY_INLINE void lock_object", "the lock of an object; `tinypy-t --asm lock` shows its machine code")],
    """In the last part, let each thread do a hundred additions in one `with`. How does the time of an addition change, and
    why does it help more than a faster lock would?""")
