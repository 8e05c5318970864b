cases = ["1 + 'a'", "'a' + 1", "[] + ()", "{} | 1", "'a' - 'b'", "None * 2", "1 << 1.0", "1 @ 2", "() ** 2", "'a' * 1.5",
         "[1] * 'a'", "b'a' + 'a'", "1 & 1.5", "object() // 1"]
for case in cases:
    try:
        eval(case)
    except TypeError as error:
        print(error)
x = [1]
for case in ("x += 1", "x -= 1", "x @= 2"):
    try:
        exec(case)
    except TypeError as error:
        print(error)

# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: can only concatenate str (not "int") to str
# expect: can only concatenate list (not "tuple") to list
# expect: unsupported operand type(s) for |: 'dict' and 'int'
# expect: unsupported operand type(s) for -: 'str' and 'str'
# expect: unsupported operand type(s) for *: 'NoneType' and 'int'
# expect: unsupported operand type(s) for <<: 'int' and 'float'
# expect: unsupported operand type(s) for @: 'int' and 'int'
# expect: unsupported operand type(s) for ** or pow(): 'tuple' and 'int'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't concat str to bytes
# expect: unsupported operand type(s) for &: 'int' and 'float'
# expect: unsupported operand type(s) for //: 'object' and 'int'
# expect: 'int' object is not iterable
# expect: unsupported operand type(s) for -=: 'list' and 'int'
# expect: unsupported operand type(s) for @=: 'list' and 'int'
