"""What is a biased count?"""

import threading

from lesson import begin, code, end, fact, figure, part, refscope, say, show

begin("Lesson 3: what is a biased count?", needs="no GIL", without="lending")
say("""Most objects are only ever used by the thread that made them. So that thread, the owner, gets a count of its own: `local`.
It changes it with plain instructions, because nobody else may write it. All other threads count in a second word,
`shared`, with atomic instructions. The object ends when both together are 0. This is biased reference counting (Choi,
Shull, Torrellas, 2018; PEP 703): it is cheap for one thread, and right for all.""")
code("""
     0        4        8         12        16
     | owner  | local  | shared  | meta    | the object's own fields ...
""")


class Thing:
    pass


def in_thread(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


starter = []
in_thread(lambda: starter.append(refscope.thread_id()))
me = refscope.thread_id()
box = []

part("The owner counts in `local`")


def owner_counts():
    thing = Thing()
    first = refscope.of(thing)
    show("made by thread %d" % me, first)
    second = thing
    then = refscope.of(thing)
    show("a second name", then)
    box.append(thing)
    return first, then


first, then = owner_counts()
fact("the owner is the thread that made the object", first.owner == me)
fact("its references are in local: 1, then 2", (first.local, then.local) == (1, 2))
fact("shared stays 0", first.shared == then.shared == 0)
kept = refscope.of(box[0])
show("left in a list that threads see", kept)

part("Another thread counts in `shared`")
say("""(Threads are numbered in the order in which they start. Number %d came and went at the beginning of this lesson, and did
nothing. It was needed because the first start of a thread publishes what threads can find: that is lesson 5.)""" % starter[0])
seen = []


def visitor():
    x = box[0]
    y = x
    seen.append((refscope.thread_id(), refscope.of(x)))
    z = [x, y]
    seen.append((refscope.thread_id(), refscope.of(x)))


in_thread(visitor)
after = refscope.of(box[0])
show("thread %d: x = box[0]; y = x" % seen[0][0], seen[0][1])
show("thread %d: z = [x, y]" % seen[1][0], seen[1][1])
show("when it has ended", after)
fact("the visitor is not the owner", seen[0][0] != me and seen[0][1].owner == me)
fact("its references are in shared, and local has not moved", seen[0][1].shared > 0 and seen[1][1].local == kept.local)
fact("each of its references counts there: two more in the list", seen[1][1].shared == seen[0][1].shared + 2)
fact("when it has dropped them, shared is 0 again", after.shared == 0)

part("The test is one comparison")
say("The whole fast path of incref, as the compiler makes it (`tinypy-t --asm incref` reads it from the running program):")
code("""
    mov  eax, [rsi]        ; the owner of the object
    cmp  eax, [rdi]        ; the id of this thread
    jne  incref_shared     ; somebody else's: the atomic way
    inc  dword [rsi + 4]   ; local + 1
""")
before = refscope.shared_writes()[0]
things = [Thing() for _ in range(1000)]
copies = [things[:] for _ in range(100)]
del things, copies
writes = refscope.shared_writes()[0] - before
figure("references made and dropped by the owner just now", 101_000, "")
figure("atomic instructions for them", writes, "")
fact("none was needed", writes == 0)

end([("gc/heap/header.h", "    owner   id of the thread", "the four words"),
     ("gc/refcount/refcount.h", "operation                    by", "the protocol as a table: who does what to which word"),
     ("gc/README.md", "The life of an object in ten pictures", "the same as pictures")],
    """A thread makes a thousand objects, puts them into a list that another thread reads, and ends. Who is the owner of the
    objects then? Guess, and look: refscope.of(the_list[0]).owner, and whether a thread with that id still exists.""")
