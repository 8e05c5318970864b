# `a *= b` repeats the sequence b only if a's class has no sequence methods; classes made by class statements always have some.
import enum


class Number(int):
    pass


class Plain:
    pass


class Kind(enum.IntEnum):
    two = 2


for left in (2, True, Number(2), Plain(), Kind.two, {}, set(), range(2), {}.keys(), memoryview(b""), None, 1.5, [1], "a", bytearray(b"a")):
    for right in ([7], "b", (8,)):
        try:
            product = left
            product *= right
            print(type(left).__name__, product)
        except TypeError as error:
            print(error)
        try:
            print(type(left).__name__, left * right)
        except TypeError as error:
            print(error)

# expect: int [7, 7]
# expect: int [7, 7]
# expect: int bb
# expect: int bb
# expect: int (8, 8)
# expect: int (8, 8)
# expect: bool [7]
# expect: bool [7]
# expect: bool b
# expect: bool b
# expect: bool (8,)
# expect: bool (8,)
# expect: unsupported operand type(s) for *=: 'Number' and 'list'
# expect: Number [7, 7]
# expect: unsupported operand type(s) for *=: 'Number' and 'str'
# expect: Number bb
# expect: unsupported operand type(s) for *=: 'Number' and 'tuple'
# expect: Number (8, 8)
# expect: unsupported operand type(s) for *=: 'Plain' and 'list'
# expect: can't multiply sequence by non-int of type 'Plain'
# expect: unsupported operand type(s) for *=: 'Plain' and 'str'
# expect: can't multiply sequence by non-int of type 'Plain'
# expect: unsupported operand type(s) for *=: 'Plain' and 'tuple'
# expect: can't multiply sequence by non-int of type 'Plain'
# expect: unsupported operand type(s) for *=: 'Kind' and 'list'
# expect: Kind [7, 7]
# expect: unsupported operand type(s) for *=: 'Kind' and 'str'
# expect: Kind bb
# expect: unsupported operand type(s) for *=: 'Kind' and 'tuple'
# expect: Kind (8, 8)
# expect: unsupported operand type(s) for *=: 'dict' and 'list'
# expect: can't multiply sequence by non-int of type 'dict'
# expect: unsupported operand type(s) for *=: 'dict' and 'str'
# expect: can't multiply sequence by non-int of type 'dict'
# expect: unsupported operand type(s) for *=: 'dict' and 'tuple'
# expect: can't multiply sequence by non-int of type 'dict'
# expect: unsupported operand type(s) for *=: 'set' and 'list'
# expect: can't multiply sequence by non-int of type 'set'
# expect: unsupported operand type(s) for *=: 'set' and 'str'
# expect: can't multiply sequence by non-int of type 'set'
# expect: unsupported operand type(s) for *=: 'set' and 'tuple'
# expect: can't multiply sequence by non-int of type 'set'
# expect: unsupported operand type(s) for *=: 'range' and 'list'
# expect: can't multiply sequence by non-int of type 'range'
# expect: unsupported operand type(s) for *=: 'range' and 'str'
# expect: can't multiply sequence by non-int of type 'range'
# expect: unsupported operand type(s) for *=: 'range' and 'tuple'
# expect: can't multiply sequence by non-int of type 'range'
# expect: unsupported operand type(s) for *=: 'dict_keys' and 'list'
# expect: can't multiply sequence by non-int of type 'dict_keys'
# expect: unsupported operand type(s) for *=: 'dict_keys' and 'str'
# expect: can't multiply sequence by non-int of type 'dict_keys'
# expect: unsupported operand type(s) for *=: 'dict_keys' and 'tuple'
# expect: can't multiply sequence by non-int of type 'dict_keys'
# expect: unsupported operand type(s) for *=: 'memoryview' and 'list'
# expect: can't multiply sequence by non-int of type 'memoryview'
# expect: unsupported operand type(s) for *=: 'memoryview' and 'str'
# expect: can't multiply sequence by non-int of type 'memoryview'
# expect: unsupported operand type(s) for *=: 'memoryview' and 'tuple'
# expect: can't multiply sequence by non-int of type 'memoryview'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'list'
# expect: can't multiply sequence by non-int of type 'list'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'tuple'
# expect: can't multiply sequence by non-int of type 'tuple'
# expect: can't multiply sequence by non-int of type 'list'
# expect: can't multiply sequence by non-int of type 'list'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'tuple'
# expect: can't multiply sequence by non-int of type 'tuple'
# expect: can't multiply sequence by non-int of type 'list'
# expect: can't multiply sequence by non-int of type 'list'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'str'
# expect: can't multiply sequence by non-int of type 'tuple'
# expect: can't multiply sequence by non-int of type 'tuple'
