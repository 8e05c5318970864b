"""Publication: what does private mean?"""

import subprocess
import sys
import threading

from lesson import begin, code, end, fact, figure, nanoseconds, part, refscope, say, show

begin("Lesson 5: publication, or what private means", needs="no GIL")
say("""A list that only one thread can reach needs no lock, whatever that thread does with it. Such an object is private. It
becomes published when a reference to it is stored where another thread could find it. The runtime notices: every store
of a reference into an object passes a test, the write barrier.""")


class Node:
    def __init__(self, *children):
        self.children = list(children)


def published(x):
    return refscope.of(x).published


part("Alone, everything is private")
early = Node()
before = published(early)
print("    before a second thread has been started: %s" % ("published" if before else "private"))
fact("no second thread, nothing is published", not before)
thread = threading.Thread(target=int)
thread.start()
thread.join()
after = published(early)
print("    after the first start of a thread:       %s" % ("published" if after else "private"))
fact("the first start publishes what other threads can find: this is a global name", after)

part("Private until it is stored")
board = []  # a global list: published


def store():
    leaf = Node()
    root = Node(Node(leaf))
    mine = Node()
    states = [published(x) for x in (root, leaf, mine)]
    show("root, made in a function", refscope.of(root))
    board.append(root)
    show("root, after board.append(root)", refscope.of(root))
    show("leaf, which root reaches", refscope.of(leaf))
    show("mine, which nobody else reaches", refscope.of(mine))
    states += [published(x) for x in (root, leaf, mine)]
    board.clear()
    return states, published(root)


states, still = store()
fact("made in a function, all three are private", states[:3] == [False, False, False])
fact("one store publishes root and all that it reaches, but not mine", states[3:] == [True, True, False])
fact("it is never taken back: root stays published when the list is empty", still)
say("""The order matters: first the flags, then the store. Otherwise another thread could find an object that its maker still
changes without a lock. The walk visits each object once in its life, because it stops at published ones.""")

part("What private saves")


def appends(items):
    def run(turns):
        for i in range(turns):
            items.append(i)
        items.clear()
    return run


TURNS = 100_000


def locks_of(items):
    """How many object locks this thread needs for so many appends."""
    before = refscope.shared_writes()[1]
    for i in range(TURNS):
        items.append(i)
    return refscope.shared_writes()[1] - before


PROGRAM = """
import refscope, threading, time
threading.Thread(target=int).start()
board = []
def append(turns):
    for i in range(turns):
        board.append(i)
    board.clear()
before, times = refscope.shared_writes()[1], []
append(%d)
locks = refscope.shared_writes()[1] - before
for _ in range(5):
    begun = time.perf_counter()
    append(%d)
    times.append(time.perf_counter() - begun)
print(min(times) / %d * 1e9, locks)
"""


def without_reservations():
    """The time of an append to a published list, and the locks for so many appends, in a process of its own."""
    command = [sys.executable, "-X", "without=reserved_locks", "-c", PROGRAM % (TURNS, TURNS, TURNS)]
    time, locks = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(time), int(locks)


private, shared = nanoseconds(appends([]), TURNS), nanoseconds(appends(board), TURNS)
private_locks, shared_locks = locks_of([]), locks_of(board)
bare, bare_locks = without_reservations()
figure("an append to a private list", private, "ns")
figure("an append to a published list, by one thread", shared, "ns")
figure("the same, with -X without=reserved_locks", bare, "ns")
figure("appends of each", TURNS, "")
figure("object locks that the private list needed", private_locks, "")
figure("object locks that the published list needed", shared_locks, "")
figure("the same, with -X without=reserved_locks", bare_locks, "")
fact("a private list is never locked", private_locks == 0)
fact("without reservations a published list is locked for each append", bare_locks >= TURNS)
fact("with them it is never locked more often", shared_locks <= bare_locks)
say("""So being private saves a lock for each append. Here most of that is saved for published lists, too, because the thread has
reserved the lock: that is lesson 8. Private objects also end without a grace period, and are collected without stopping anybody.""")

end([("gc/refcount/publish.h", "Invariants. Only its creator", "the two invariants of publication"),
     ("gc/refcount/publish.h", "TINYPY_INLINE void before_store", "the write barrier; `tinypy-t --asm store` shows its machine code"),
     ("gc/refcount/publish.cpp", "void publish_slow", "the walk")],
    """A closure keeps a local variable: make a function whose inner function uses a list, hand the inner function to
    threading.Thread(target=...), and find out at which moment the list becomes published.""")
