# Powers of floats: ordinary ones, those that are too large or too small, of negative numbers, zeros, infinities and nan, and mixed with ints.

INFINITY, NAN = float("inf"), float("nan")


def power(x, y):
    try:
        return x**y
    except (OverflowError, ZeroDivisionError) as error:
        return type(error).__name__


for x in (2.0, 0.5, 10.0, 1.0, 0.0, -0.0, -8.0, 1e200, 5e-324, INFINITY, -INFINITY, NAN, 2, 9, True, False, 2**70):
    print(x, [power(x, y) for y in (0.5, 2.0, -2.0, 2, -2, 0, 0.0, 400.0, -400.0, -1080.0, INFINITY, -INFINITY, NAN, True)])

x = 9.0
x **= 0.5
print(x, 2.0**0.5, 2**0.5, 2.0**-1074, 2.0**-1075, 10.0**-320, pow(4.0, 0.5))

# expect: 2.0 [1.4142135623730951, 4.0, 0.25, 4.0, 0.25, 1.0, 1.0, 2.5822498780869086e+120, 3.8725919148493183e-121, 0.0, inf, 0.0, nan, 2.0]
# expect: 0.5 [0.7071067811865476, 0.25, 4.0, 0.25, 4.0, 1.0, 1.0, 3.8725919148493183e-121, 2.5822498780869086e+120, 'OverflowError', 0.0, inf, nan, 0.5]
# expect: 10.0 [3.1622776601683795, 100.0, 0.01, 100.0, 0.01, 1.0, 1.0, 'OverflowError', 0.0, 0.0, inf, 0.0, nan, 10.0]
# expect: 1.0 [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
# expect: 0.0 [0.0, 0.0, 'ZeroDivisionError', 0.0, 'ZeroDivisionError', 1.0, 1.0, 0.0, 'ZeroDivisionError', 'ZeroDivisionError', 0.0, inf, nan, 0.0]
# expect: -0.0 [0.0, 0.0, 'ZeroDivisionError', 0.0, 'ZeroDivisionError', 1.0, 1.0, 0.0, 'ZeroDivisionError', 'ZeroDivisionError', 0.0, inf, nan, -0.0]
# expect: -8.0 [(1.7319121124709868e-16+2.8284271247461903j), 64.0, 0.015625, 64.0, 0.015625, 1.0, 1.0, 'OverflowError', 0.0, 0.0, inf, 0.0, nan, -8.0]
# expect: 1e+200 [1e+100, 'OverflowError', 0.0, 'OverflowError', 0.0, 1.0, 1.0, 'OverflowError', 0.0, 0.0, inf, 0.0, nan, 1e+200]
# expect: 5e-324 [2.2227587494850775e-162, 0.0, 'OverflowError', 0.0, 'OverflowError', 1.0, 1.0, 0.0, 'OverflowError', 'OverflowError', 0.0, inf, nan, 5e-324]
# expect: inf [inf, inf, 0.0, inf, 0.0, 1.0, 1.0, inf, 0.0, 0.0, inf, 0.0, nan, inf]
# expect: -inf [inf, inf, 0.0, inf, 0.0, 1.0, 1.0, inf, 0.0, 0.0, inf, 0.0, nan, -inf]
# expect: nan [nan, nan, nan, nan, nan, 1.0, 1.0, nan, nan, nan, nan, nan, nan, nan]
# expect: 2 [1.4142135623730951, 4.0, 0.25, 4, 0.25, 1, 1.0, 2.5822498780869086e+120, 3.8725919148493183e-121, 0.0, inf, 0.0, nan, 2]
# expect: 9 [3.0, 81.0, 0.012345679012345678, 81, 0.012345679012345678, 1, 1.0, 'OverflowError', 0.0, 0.0, inf, 0.0, nan, 9]
# expect: True [1.0, 1.0, 1.0, 1, 1.0, 1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1]
# expect: False [0.0, 0.0, 'ZeroDivisionError', 0, 'ZeroDivisionError', 1, 1.0, 0.0, 'ZeroDivisionError', 'ZeroDivisionError', 0.0, inf, nan, 0]
# expect: 1180591620717411303424 [34359738368.0, 1.393796574908164e+42, 7.174648137343064e-43, 1393796574908163946345982392040522594123776, 7.174648137343064e-43, 1, 1.0, 'OverflowError', 0.0, 0.0, inf, 0.0, nan, 1180591620717411303424]
# expect: 3.0 1.4142135623730951 1.4142135623730951 5e-324 0.0 1e-320 2.0
