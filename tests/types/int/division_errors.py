for source in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "10**400 / 3", "1 / 10**400", "10**400 / 10**399"):
    try:
        print(eval(source))
    except ArithmeticError as error:
        print(type(error).__name__, error)

# expect-before-3.14: ZeroDivisionError integer division or modulo by zero
# expect-before-3.14: ZeroDivisionError integer modulo by zero
# expect: ZeroDivisionError division by zero
# expect-before-3.14: ZeroDivisionError integer division or modulo by zero
# expect-since-3.14: ZeroDivisionError division by zero
# expect-since-3.14: ZeroDivisionError division by zero
# expect-since-3.14: ZeroDivisionError division by zero
# expect: OverflowError integer division result too large for a float
# expect: 0.0
# expect: 10.0
