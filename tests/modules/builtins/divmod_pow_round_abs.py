print(divmod(17, 5), divmod(-17, 5), divmod(17.5, 5), pow(2, 10), pow(2, -1), pow(2, 10, 1000))
print(pow(2.0, 3), round(3.14159, 2), round(2.5), round(-7.5), abs(-3), abs(3 - 4j), abs(True))
for source in ("divmod(1, 0)", "pow('a', 2)", "round('a')", "abs('x')", "pow(1, 2, 'a')", "round(1.5, 'a')"):
    try:
        eval(source)
    except (TypeError, ZeroDivisionError) as error:
        print(error)

# expect: (3, 2) (-4, 3) (3.0, 2.5) 1024 0.5 24
# expect: 8.0 3.14 2 -8 3 5.0 1
# expect-before-3.14: integer division or modulo by zero
# expect-since-3.14: division by zero
# expect: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# expect: type str doesn't define __round__ method
# expect: bad operand type for abs(): 'str'
# expect: unsupported operand type(s) for ** or pow(): 'int', 'int', 'str'
# expect: 'str' object cannot be interpreted as an integer
