# A conditional jump that leads out of a `with` or a `try` is a safepoint: what a signal's handler raises there must not
# keep the lock from being released, or the `finally` from running. The signal comes while a long text is made.
import signal
import threading


class Arrived(Exception):
    pass


def arrive(number, frame):
    raise Arrived


signal.signal(signal.SIGALRM, arrive)


lock = threading.Lock()


def leave_a_with():
    with lock:
        signal.setitimer(signal.ITIMER_REAL, 0.002)
        if "ab" * 50_000_000 < "a":
            log.append("never")
    while True:
        pass


def leave_a_try():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.002)
        if "ab" * 50_000_000 < "a":
            log.append("never")
    finally:
        log.append("finally")
    while True:
        pass


for function in leave_a_with, leave_a_try:
    log = []
    try:
        function()
    except Arrived:
        log.append("arrived")
    print(function.__name__, log, lock.locked())

# expect: leave_a_with ['arrived'] False
# expect: leave_a_try ['finally', 'arrived'] False
