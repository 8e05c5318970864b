# A thread wakes the main thread and sends it a signal at the same moment. The KeyboardInterrupt comes out of the wait or
# of what follows it, and the library's locks stay as they should be.
import concurrent.futures
import queue
import random
import signal
import threading

main = threading.get_ident()
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the script with it ignored


def play(wait, wake):
    def other():
        wake()
        signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=other)
    try:
        thread.start()
        wait()
        while True:
            pass
    except KeyboardInterrupt:
        outcome = "KeyboardInterrupt"
    except Exception as e:
        outcome = repr(e)
    thread.join()
    return outcome


def event():
    e = threading.Event()
    return e.wait, e.set, lambda: e.wait(0)


def condition(lock=None):
    c = threading.Condition(lock)
    woken = []

    def wait():
        with c:
            c.wait_for(lambda: woken)

    def wake():
        with c:
            woken.append(1)
            c.notify()

    return wait, wake, lambda: c.acquire(False) and not c.release()


def condition_of_a_lock():
    return condition(threading.Lock())


def lock():
    one = threading.Lock()
    one.acquire()
    return one.acquire, one.release, lambda: True


def semaphore():
    s = threading.Semaphore(0)
    return s.acquire, s.release, lambda: s._cond.acquire(False) and not s._cond.release()


def simple_queue():
    q = queue.SimpleQueue()
    return q.get, lambda: q.put(1), lambda: True


def bounded_queue():
    q = queue.Queue(1)
    return q.get, lambda: q.put(1), lambda: q.mutex.acquire(False) and not q.mutex.release()


def future():
    f = concurrent.futures.Future()
    return f.result, lambda: f.set_result(1), lambda: f.result(0) == 1


def end_of_a_thread():
    go = threading.Event()
    t = threading.Thread(target=go.wait)
    t.start()
    return t.join, go.set, lambda: t.join() is None


for make in event, condition, condition_of_a_lock, lock, semaphore, simple_queue, bounded_queue, future, end_of_a_thread:
    outcomes = set()
    for n in range(40):
        wait, wake, is_sound = make()
        outcomes.add((play(wait, wake), is_sound()))
    print(make.__name__, outcomes)


# The signal comes at any step of a `with` statement whose manager is written in Python: __enter__() of the lock keeps the
# signal back, and then __exit__() must be entered all the same.
def locks_left_held(turns):
    condition = threading.Condition(threading.Lock())
    turn = threading.Semaphore(0)
    delays = random.Random(1)

    def other():
        for n in range(turns):
            turn.acquire()
            for _ in range(delays.randrange(300)):
                pass
            signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=other)
    thread.start()
    held = 0
    for n in range(turns):
        try:
            turn.release()
            while True:
                with condition:
                    condition
        except KeyboardInterrupt:
            pass
        held += not condition.acquire(False)
        condition.release()
    thread.join()
    return held


print("left held:", locks_left_held(400))

# expect: event {('KeyboardInterrupt', True)}
# expect: condition {('KeyboardInterrupt', True)}
# expect: condition_of_a_lock {('KeyboardInterrupt', True)}
# expect: lock {('KeyboardInterrupt', True)}
# expect: semaphore {('KeyboardInterrupt', True)}
# expect: simple_queue {('KeyboardInterrupt', True)}
# expect: bounded_queue {('KeyboardInterrupt', True)}
# expect: future {('KeyboardInterrupt', True)}
# expect: end_of_a_thread {('KeyboardInterrupt', True)}
# expect: left held: 0
