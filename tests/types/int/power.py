print(2**0, 0**0, (-2) ** 3, 2**-2, (-8) ** (1 / 3) == (-8 + 0j) ** (1 / 3), 10**20)
print(pow(3, 200, 13), pow(3, -1, 11), pow(2, 10, 1))
for args in ((0, -1), (2, 3, 0), (2, -1, 4), (2, 3.0, 4)):
    try:
        print(pow(*args))
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__, error)

# expect: 1 1 -8 0.25 True 100000000000000000000
# expect: 9 4 0
# expect-before-3.14: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect-since-3.14: ZeroDivisionError zero to a negative power
# expect: ValueError pow() 3rd argument cannot be 0
# expect: ValueError base is not invertible for the given modulus
# expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
