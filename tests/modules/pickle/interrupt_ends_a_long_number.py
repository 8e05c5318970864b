# The exception of a handler is raised, and none about the number. (CPython 3.13 raises its own ValueError instead.)
import pickle
import signal
import sys


class Stop(BaseException):
    pass


def stop(number, frame):
    raise Stop


if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
signal.signal(signal.SIGALRM, stop)
for opcode in b"I", b"L":
    data = opcode + b"7" * 5_000_000 + b"\n."
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        pickle.loads(data)
        signal.setitimer(signal.ITIMER_REAL, 0)
        print("read or stopped")  # a quick machine may be done before
    except Stop:
        print("read or stopped")

# expect: read or stopped
# expect: read or stopped
