for source in ("1.0 / 0", "1.0 // 0", "0.0 ** -1", "10.0 ** 400", "float('x')", "float('')", "float(None)", "float('1_')", "float(10**400)", "1.5 << 1", "round(float('nan'))",
               "round(float('inf'))", "float('1.5').fromhex('zz')"):
    try:
        print(eval(source))
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, error)

# expect-before-3.14: ZeroDivisionError float division by zero
# expect-before-3.14: ZeroDivisionError float floor division by zero
# expect-before-3.14: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect-since-3.14: ZeroDivisionError division by zero
# expect-since-3.14: ZeroDivisionError division by zero
# expect-since-3.14: ZeroDivisionError zero to a negative power
# expect: OverflowError (34, 'Numerical result out of range')
# expect: ValueError could not convert string to float: 'x'
# expect: ValueError could not convert string to float: ''
# expect: TypeError float() argument must be a string or a real number, not 'NoneType'
# expect: ValueError could not convert string to float: '1_'
# expect: OverflowError int too large to convert to float
# expect: TypeError unsupported operand type(s) for <<: 'float' and 'int'
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError invalid hexadecimal floating-point string
