# tests/types/int/handlers_run_during_long_computations.py: signal handlers compute with ints, too, and change no result.
import math
import signal

calls = 0


def handler(*_):
    global calls
    calls += 1
    assert (big * big) % 1000003 == square
    signal.setitimer(signal.ITIMER_REAL, 0.001)  # only now: handlers would interrupt each other without end


big = 7 ** 30000
square = pow(7, 60000, 1000003)
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.001)
for round in range(100):
    a, b = 3 ** 300000, 5 ** 150000
    product = a * b
    assert product % 1000003 == pow(3, 300000, 1000003) * pow(5, 150000, 1000003) % 1000003
    assert product // a == b and product % a == 0 and divmod(product + 1, b) == (a, 1)
    assert math.isqrt(a * a) == a and math.gcd(product, b * 7) == b
    assert pow(a, 5, b) == a * a % b * a % b * a % b * a % b
    if calls > 5 and round > 1:
        break
signal.signal(signal.SIGALRM, signal.SIG_IGN)
print("right, with calls of the handler:", calls > 5)

# expect: right, with calls of the handler: True
