# refscope.why_alive() finds what frames of other threads hold: variables, values that wait in a queue, thread-local values.
import queue
import sys
import threading
import weakref

from _programs import KIND, check, refscope


class Session:
    pass


def work(session, ready, go):
    ready.set()
    go.wait()


def keep_locally(make, ready, go):
    local.value = make()
    seen.append(weakref.ref(local.value))
    ready.set()
    go.wait()


def started(function, *arguments):
    """A thread that waits in `function`, and the event that lets it go on."""
    ready, go = threading.Event(), threading.Event()
    thread = threading.Thread(target=function, args=(*arguments, ready, go))
    thread.start()
    ready.wait()
    return thread, go


def end(thread, go):
    go.set()
    thread.join()


def variable_of_a_thread():
    ref = weakref.ref(session := Session())
    thread, go = started(work, session)
    del session
    path = ask(ref())
    check("kind", path[0], "frame")
    lines = [work.__code__.co_firstlineno + step for step in (1, 2)]  # it may still be on its way out of set()
    wanted = [f"variable 'session' of work() at line {line} of why_alive_looks_into_other_threads.py" for line in lines]
    check("variable", path[1][0].split(", thread ")[0] if path[1] else "", next((w for w in wanted if path[1] and path[1][0].startswith(w)), wanted))
    check("another thread", bool(path[1]) and int(path[1][0].split(", thread ")[1]) != refscope.thread_id(), True)
    check("caller", path[2], [])
    end(thread, go)
    check("afterwards", ref() is None, True)


def local_value():
    thread, go = started(keep_locally, Session)
    path = ask(seen[0]())
    check("thread-local", path[1], ["sys.modules['__main__']", ".local (_thread._local)", "what its C++ part holds (dict)", "['value'] (Session)"])
    end(thread, go)


def in_a_queue():
    q = queue.SimpleQueue()
    ref = weakref.ref(session := Session())
    q.put(session)
    del session
    mine = [q]
    path = ask(ref())
    check("queue", [path[0], path[1][-1:]], ["caller", ["what its C++ part holds (Session)"]])
    q.get()
    check("taken out", ref() is None, {"free": True, "gil": True, "atomic": True})
    del mine


ask = refscope.why_alive if refscope else lambda x: ["", [], [], ""]
local, seen = threading.local(), []
variable_of_a_thread()
local_value()
in_a_queue()

# expect: kind True
# expect: variable True
# expect: another thread True
# expect: caller True
# expect: afterwards True
# expect: thread-local True
# expect: queue True
# expect: taken out True
