"""What happens when another thread drops the last reference?"""

import threading
import time

from lesson import begin, code, end, fact, figure, part, refscope, say, show

begin("Lesson 4: another thread drops the last reference", needs="no GIL", without="lending,hand_over")
say("""Lesson 3 leaves a hole. The owner has counted a reference in `local` and put it into a list. Another thread takes it out
and drops it. It must subtract 1, but it must not write `local`, which is the owner's; and `shared` is 0. So it sends the
object to the owner: into the owner's merge queue. The owner adds both counts up (it merges them) when it next looks.""")


class Thing:
    pass


class Watched:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append(refscope.thread_id())


def in_thread(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


in_thread(int)
box = []

part("Two references, one is dropped elsewhere")
code("""
    box.extend([thing, thing])       # the owner counts twice
    in_thread(box.pop)               # another thread takes one out and drops it
""")


def merge():
    thing = Thing()
    box.extend([thing, thing])
    before = refscope.of(thing)
    show("before", before)
    in_thread(box.pop)
    after = refscope.of(thing)
    show("after", after)
    box.clear()
    return before, after


before, after = merge()
fact("before, all references are in local: the name and two items", (before.local, before.shared) == (3, 0))
fact("after, nobody owns the object, and shared has the whole count", (after.owner, after.local, after.shared) == (0, 0, 2))
fact("its state says so: merged", after.state == "merged")
say("""The owner was waiting in join() meanwhile. A thread that waits has detached: it touches no object. So the other thread
did not have to wait for it, and merged in its stead. From now on all threads count this object in `shared`.""")

part("The last reference")
say("Now the dropped reference is the only one. Who runs the finalizer, and when?")
log = []
me = refscope.thread_id()
box.append(Watched(log))
dropper = []


def drop_it():
    dropper.append(refscope.thread_id())
    time.sleep(0.02)  # the owner has begun to wait by then, unless the machine is very busy
    box.pop()


in_thread(drop_it)
fact("the object has ended, once", len(log) == 1)
print("    thread %d owned it and was waiting, thread %d dropped it; __del__ ran in thread %d" % (me, dropper[0], log[0]))

log.clear()
box.append(Watched(log))
go = []


def drop_when_told():
    while not go:
        pass
    box.pop()


thread = threading.Thread(target=drop_when_told)
thread.start()
start = time.perf_counter()
go.append(True)
turns = 0
while not log:  # the owner runs; each turn of a loop is a safepoint, at which it looks into its queue
    turns += 1
waited = time.perf_counter() - start
thread.join()
fact("the object has ended again, while its owner was running", len(log) == 1)
print("    thread %d owned it and was running; __del__ ran in thread %d" % (me, log[0]))
figure("turns of the owner's loop until then", turns, "")
figure("time until then", waited * 1e6, "us")
say("""Both figures contain the start of the other thread. If the machine is busy, they are mostly that: the system gives a processor
to the dropping thread when it pleases. What the merge itself takes is less than a microsecond.""")
say("""A running owner is asked by a bit in its poll word, which each loop and each call tests anyway (a safepoint). The queue
is not locked: threads push with one compare-and-swap, and the owner takes the whole list with one exchange.""")

end([("gc/refcount/merge_queue.h", "The merge queue: how a foreign", "how a foreign decrement reaches an owner that runs, waits or has ended"),
     ("gc/refcount/refcount.cpp", "merge_counts", "adding both counts up"),
     ("gc/README.md", "**6. Merge.**", "the same as a picture")],
    """Let the owner be in a long call of C++ when the reference is dropped: [0] * 30_000_000. When does __del__ run?
    In time.sleep(1)? And in sorted(list_of_a_million)? Measure all three with time.perf_counter(), and explain the differences by
    attached, detached, and safepoints.""")
