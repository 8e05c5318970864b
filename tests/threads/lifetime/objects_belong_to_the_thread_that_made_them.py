# An object names the thread that made it for as long as that thread counts it without atomics.
import threading

try:
    from refscope import of, thread_id
except ImportError:  # other interpreters have no owners
    of = thread_id = None


def owns(thing):
    """Whether the running thread owns it, or nobody does: where a lock protects all counts, and where all counts are atomic."""
    return of is None or of(thing).owner in (0, thread_id())


def elsewhere():
    made.append([2])
    print("made by the other thread:", owns(made[1]), "found by it:", of is None or of(made[0]).owner == 0 or not owns(made[0]), len({*ids, thread_id and thread_id()}) == (2 if of else 1))


ids = [thread_id and thread_id()]
made = [[1]]
print("made by the main thread:", owns(made[0]))
thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()

# expect: made by the main thread: True
# expect: made by the other thread: True found by it: True True
