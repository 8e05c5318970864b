# What calls have left behind in registers is no reference, and the frame of a callee is counted once.
import sys


class C:
    pass


def first(a, *rest):
    items = [a]
    return items[0]


def count(x):
    return sys.getrefcount(x)


def differences(x):
    for use in (lambda: first(x), lambda: first(x, 1, x), lambda: len([first(x), x]), lambda: repr(x), lambda: [y for y in [x]]):
        before = sys.getrefcount(x)
        use()
        yield sys.getrefcount(x) - before


def main():
    x = C()
    before = sys.getrefcount(x)
    first(x, x, first(x, 1))
    isinstance(x, C)
    print(sys.getrefcount(x) - before, list(differences(x)))
    pair = (x, x)
    print(sys.getrefcount(x) - before, count(x) - sys.getrefcount(x) <= 1, len(pair))  # CPython 3.14 and later count fewer


main()

# expect: 0 [0, 0, 0, 0, 0]
# expect: 2 True 2
