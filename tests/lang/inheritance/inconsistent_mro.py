class A:
    pass


class B(A):
    pass


try:
    class C(A, B):
        pass
except TypeError as error:
    print(str(error)[:44])
try:
    class D(A, A):
        pass
except TypeError as error:
    print(error)
try:
    class E(bool):
        pass
except TypeError as error:
    print(error)
try:
    class F(5):
        pass
except TypeError as error:
    print("not a class")

# expect: Cannot create a consistent method resolution
# expect: duplicate base class A
# expect: type 'bool' is not an acceptable base type
# expect: not a class
