# min-version: 3.15
import math
import math.integer
import sys

inf, nan, tiny = math.inf, math.nan, sys.float_info.min / 2
print(math.fmax(1, 2.5), math.fmax(nan, -1), math.fmax(2, nan), math.fmax(nan, nan), math.fmin(1, 2.5), math.fmin(nan, -1), math.fmin(inf, -inf))
print([math.signbit(x) for x in (1.0, -1, -0.0, 0, -inf)])
print([math.isnormal(x) for x in (1.25, 0.0, inf, nan, tiny)], [math.issubnormal(x) for x in (1.25, 0.0, inf, nan, tiny)])
names = ["comb", "factorial", "gcd", "isqrt", "lcm", "perm"]
print(math.integer.__name__, [name for name in dir(math.integer) if name[0] != "_"] == names, sys.modules["math.integer"] is math.integer)
print([getattr(math.integer, name).__module__ for name in names], math.gcd.__module__)
print(math.integer.comb(5, 2), math.integer.factorial(5), math.integer.gcd(12, 18), math.integer.isqrt(17), math.integer.lcm(4, 6), math.integer.perm(5, 2))
for function in (math.fmax, math.fmin, math.signbit, math.isnormal, math.issubnormal):
    try:
        function("1") if function not in (math.fmax, math.fmin) else function("1", 2)
    except TypeError as e:
        print(e)


class Indexable:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def refused(function, *arguments):
    try:
        return function(*arguments)
    except (OverflowError, ValueError) as e:
        return str(e)


# What only the library of that version shows.
if sys.version_info >= (3, 14):
    messages = [refused(f, x) for f, x in ((math.sqrt, -1.1), (math.log, -1.1), (math.log2, 0), (math.gamma, -123), (math.atanh, 1.0), (math.sin, inf))]
else:
    messages = [
        "expected a nonnegative input, got -1.1",
        "expected a positive input, got -1.1",
        "expected a positive input",
        "expected a noninteger or positive integer, got -123.0",
        "expected a number between -1 and 1, got 1.0",
        "expected a finite input, got inf",
    ]
print(*messages, sep="\n")
print(sys.version_info < (3, 15) or (math.log2(Indexable(2**2000)), refused(math.log10, Indexable(-(10**1000)))) == (2000.0, "expected a positive input"))

# expect: 2.5 -1.0 2.0 nan 1.0 -1.0 -inf
# expect: [False, True, True, False, True]
# expect: [True, False, False, False, False] [False, False, False, False, True]
# expect: math.integer True True
# expect: ['math.integer', 'math.integer', 'math.integer', 'math.integer', 'math.integer', 'math.integer'] math
# expect: 10 120 6 4 12 20
# expect: must be real number, not str
# expect: must be real number, not str
# expect: must be real number, not str
# expect: must be real number, not str
# expect: must be real number, not str
# expect: expected a nonnegative input, got -1.1
# expect: expected a positive input, got -1.1
# expect: expected a positive input
# expect: expected a noninteger or positive integer, got -123.0
# expect: expected a number between -1 and 1, got 1.0
# expect: expected a finite input, got inf
# expect: True
