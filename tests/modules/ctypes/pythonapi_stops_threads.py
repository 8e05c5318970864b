# An exception that one thread sends to another by PyThreadState_SetAsyncExc: how dramatiq, rq and others stop threads.
# It may be raised between any two instructions, also within the library's locks and events: the workers use bare locks.
import _thread
import ctypes
import threading
import time

send = ctypes.pythonapi.PyThreadState_SetAsyncExc


class Stop(Exception):
    def __init__(self, *arguments):
        super().__init__("made in", threading.current_thread().name)


def held_lock():
    lock = _thread.allocate_lock()
    lock.acquire()
    return lock


kept = []  # all threads: what goes with a thread that dies would otherwise go in a worker


def run(body):
    started = held_lock()
    thread = threading.Thread(target=body, args=(started,), name="worker")
    kept.append(thread)
    thread.start()
    started.acquire()
    return thread


log = []


def loops(started):
    try:
        started.release()
        while True:
            pass
    except Stop as error:
        log.append(("loops", error.args))


def sleeps(started):
    try:
        started.release()
        while True:
            time.sleep(0.001)
    except Stop as error:
        log.append(("sleeps", error.args))
    finally:
        log.append("finally")


def waits(started):
    # The wait is not interrupted: the exception comes when it has ended.
    try:
        started.release()
        go.acquire()
        while True:
            pass
    except Stop:
        log.append("after the wait")


def works(started):
    try:
        started.release()
        go.acquire()
        log.append("worked")
    except Stop:
        log.append("stopped before it was taken back")


for body in (loops, sleeps):
    thread = run(body)
    print(send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)))
    thread.join()
print(log)

# A worker that is still on its way into the wait when the exception comes does not wait and does not take the lock: then it is tried again.
for _ in range(1000):
    log.clear()
    go = held_lock()
    thread = run(waits)
    sent = send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop))
    go.release()
    thread.join()
    if go.locked():
        break
print(sent, log, go.locked())

# Taken back before it is raised; unknown and ended threads; more than one.
for _ in range(1000):
    log.clear()
    go = held_lock()
    thread = run(works)
    sent = send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)), send(ctypes.c_ulong(thread.ident), None)
    go.release()
    thread.join()
    if log == ["worked"]:
        break
print(*sent)
print(log, send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)), send(ctypes.c_ulong(12345), ctypes.py_object(Stop)))

log.clear()
threads = [run(sleeps) for _ in range(4)]
print(sum(send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)) for thread in threads))
for thread in threads:
    thread.join()
print(log.count("finally"))

# To oneself, in the middle of an expression.
try:
    send(ctypes.c_ulong(threading.get_ident()), ctypes.py_object(KeyError))
    for _ in range(10**6):
        pass
    print("not raised")
except KeyError as error:
    print("KeyError", error.args)

# expect: 1
# expect: 1
# expect: [('loops', ('made in', 'worker')), ('sleeps', ('made in', 'worker')), 'finally']
# expect: 1 ['after the wait'] True
# expect: 1 1
# expect: ['worked'] 0 0
# expect: 4
# expect: 4
# expect: KeyError ()
