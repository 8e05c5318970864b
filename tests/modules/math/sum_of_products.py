# min-version: 3.12
import decimal
import fractions
import math


def show(call):
    try:
        print(repr(call()))
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except Exception as error:
        print(type(error).__name__, error)


class Broken:
    def __mul__(self, other):
        raise RuntimeError("no product")


def numbers():
    yield 2
    raise KeyError("in the middle")


show(lambda: math.sumprod([], []))
show(lambda: math.sumprod([10, 20, 30], (1, 2, 3)))
show(lambda: math.sumprod(iter([10, 20]), range(2)))
show(lambda: math.sumprod([2**62, 2**62], [4, 4]))
show(lambda: math.sumprod([1.5, 2], [2, 3]))
show(lambda: math.sumprod([True, 2.0], [3, False]))
show(lambda: math.sumprod([0.1] * 10, [1] * 10))
show(lambda: math.sumprod([1e100, 1.0, -1e100], [1.0, 1.0, 1.0]))
show(lambda: math.sumprod([10.1] * 3, [-1.0, 0.3, 0.7]))
show(lambda: math.sumprod([math.inf, 1], [1, 1]))
show(lambda: math.sumprod([math.inf, 1], [0, 1]))
show(lambda: math.sumprod([math.nan], [1]))
show(lambda: math.sumprod([10**400, 1], [1, 1]) == 10**400 + 1)
show(lambda: math.sumprod([10**400], [1.5]))
show(lambda: math.sumprod([1j, 2], [1j, 3]))
show(lambda: math.sumprod([fractions.Fraction(1, 3), 1], [3, 0.5]))
show(lambda: math.sumprod([decimal.Decimal("1.1"), 2], [10, decimal.Decimal("0.5")]))
show(lambda: math.sumprod(["a", 2], [3, 4]))
show(lambda: math.sumprod([2], ["ab"]))
show(lambda: math.sumprod([1, 2], [1]))
show(lambda: math.sumprod([1], [1, 2]))
show(lambda: math.sumprod([1], numbers()))
show(lambda: math.sumprod(numbers(), [1, 1]))
show(lambda: math.sumprod([Broken()], [1]))
show(lambda: math.sumprod(1, [1]))
show(lambda: math.sumprod([1], 1))
show(lambda: math.sumprod([1]))
show(lambda: math.sumprod(p=[1], q=[1]))

# expect: 0
# expect: 140
# expect: 20
# expect: 36893488147419103232
# expect: 9.0
# expect: 3.0
# expect: 1.0
# expect: 1.0
# expect: -5.60662627435704e-16
# expect: inf
# expect: nan
# expect: nan
# expect: True
# expect: OverflowError
# expect: (5+0j)
# expect: 1.5
# expect: Decimal('12.0')
# expect: TypeError
# expect: TypeError
# expect: ValueError Inputs are not the same length
# expect: ValueError Inputs are not the same length
# expect: KeyError 'in the middle'
# expect: KeyError 'in the middle'
# expect: RuntimeError no product
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
