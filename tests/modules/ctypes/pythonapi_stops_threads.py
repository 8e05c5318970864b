# An exception that one thread sends to another by PyThreadState_SetAsyncExc: how dramatiq, rq and others stop threads.
import ctypes
import threading
import time

send = ctypes.pythonapi.PyThreadState_SetAsyncExc


class Stop(Exception):
    def __init__(self, *arguments):
        super().__init__("made in", threading.current_thread().name)


def run(body):
    started = threading.Event()
    thread = threading.Thread(target=body, args=(started,), name="worker")
    thread.start()
    started.wait()
    return thread


log = []


def loops(started):
    try:
        started.set()
        while True:
            pass
    except Stop as error:
        log.append(("loops", error.args))


def sleeps(started):
    try:
        started.set()
        while True:
            time.sleep(0.001)
    except Stop as error:
        log.append(("sleeps", error.args))
    finally:
        log.append("finally")


def waits(started):
    # The wait is not interrupted: the exception comes when it has ended.
    try:
        started.set()
        go.wait()
        log.append("waited")
        while True:
            pass
    except Stop:
        log.append("after the wait")


def works(started):
    try:
        started.set()
        go.wait()
        log.append("worked")
    except Stop:
        log.append("stopped before it was taken back")


for body in (loops, sleeps):
    thread = run(body)
    print(send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)))
    thread.join()

go = threading.Event()
thread = run(waits)
print(send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)), log[-1])
go.set()
thread.join()
print([entry for entry in log if entry != "waited"])

# Taken back before it is raised; unknown and ended threads; more than one.
# The worker may still be on its way into the wait, and may be stopped between the two calls: then it is tried again.
for _ in range(100):
    go.clear()
    log.clear()
    thread = run(works)
    sent = send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)), send(ctypes.c_ulong(thread.ident), None)
    go.set()
    thread.join()
    if log == ["worked"]:
        break
print(*sent)
print(log, send(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop)), send(ctypes.c_ulong(12345), ctypes.py_object(Stop)))

go.clear()
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
# expect: 1 finally
# expect: [('loops', ('made in', 'worker')), ('sleeps', ('made in', 'worker')), 'finally', 'after the wait']
# expect: 1 1
# expect: ['worked'] 0 0
# expect: 4
# expect: 4
# expect: KeyError ()
