# A signal handler ends functions of decimals that would take minutes, most of them in many steps of few digits.
import decimal
import signal


class Interrupted(BaseException):
    pass


def interrupt(*_):
    raise Interrupted


def with_digits(digits, function):
    with decimal.localcontext() as context:
        context.prec = digits
        function()


D = decimal.Decimal
work = {
    "exp": lambda: with_digits(10 ** 6, D("1.1").exp),
    "ln": lambda: with_digits(10 ** 6, D("1.1").ln),
    "log10": lambda: with_digits(10 ** 6, D("1.1").log10),
    "power": lambda: with_digits(10 ** 6, lambda: D("1.1") ** D("2.3")),
    "integer power": lambda: with_digits(10 ** 7, lambda: D("1.0000001") ** D(10 ** 9 + 7)),
    "power with a modulus": lambda: pow(D(3), D("1e999999999999"), D(7)),
    "sqrt": lambda: with_digits(10 ** 8, D(2).sqrt),
}
signal.signal(signal.SIGALRM, interrupt)
for name, do in work.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        do()
        print(name, "has ended")
    except Interrupted:
        print(name)

# expect: exp
# expect: ln
# expect: log10
# expect: power
# expect: integer power
# expect: power with a modulus
# expect: sqrt
