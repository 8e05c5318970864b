# tests/types/int/long_computations_are_interrupted.py: a signal handler ends computations with ints that would take minutes.
import math
import signal
import sys

sys.set_int_max_str_digits(0)


class Interrupted(BaseException):
    pass


def interrupt(*_):
    raise Interrupted


ones = (1 << 4 * 10 ** 7) - 1
text = "7" * 10 ** 7
computations = {
    "power": lambda: 3 ** 10 ** 9,
    "power with a modulus": lambda: pow(ones, ones, ones - 2),
    "factorial": lambda: math.factorial(10 ** 8),
    "perm": lambda: math.perm(10 ** 9, 10 ** 8),
    "comb": lambda: math.comb(10 ** 8, 5 * 10 ** 7),
    "isqrt": lambda: [math.isqrt(ones) for _ in range(1000)],
    "division": lambda: [ones * 5 // (ones >> 10 ** 7) for _ in range(1000)],
    "text": lambda: str(1 << 10 ** 9),
    "format": lambda: format(1 << 10 ** 9, ",d"),
    "number of a text": lambda: [int(text) for _ in range(1000)],
    "product": lambda: [ones * ones for _ in range(1000)],
}
signal.signal(signal.SIGALRM, interrupt)
for name, compute in computations.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        compute()
        print(name, "has ended")
    except Interrupted:
        print(name, "is interrupted")

# expect: power is interrupted
# expect: power with a modulus is interrupted
# expect: factorial is interrupted
# expect: perm is interrupted
# expect: comb is interrupted
# expect: isqrt is interrupted
# expect: division is interrupted
# expect: text is interrupted
# expect: format is interrupted
# expect: number of a text is interrupted
# expect: product is interrupted
