class A:
    def __add__(self, o):
        print("A.add")
        return NotImplemented

    def __eq__(self, o):
        print("A.eq")
        return NotImplemented


class B:
    def __radd__(self, o):
        print("B.radd")
        return "sum"


print(A() + B())
print(A() == 1)
try:
    A() + 1
except TypeError as error:
    print(error)

# expect: A.add
# expect: B.radd
# expect: sum
# expect: A.eq
# expect: False
# expect: A.add
# expect: unsupported operand type(s) for +: 'A' and 'int'
