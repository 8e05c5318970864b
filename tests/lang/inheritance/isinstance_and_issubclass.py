class A:
    pass


class B(A):
    pass


b = B()
print(isinstance(b, A), isinstance(b, (int, A)), isinstance(A(), B), issubclass(B, (str, A)), issubclass(A, B))
print(isinstance(True, int), isinstance(1, float), isinstance(b, int | A), isinstance(None, int | None))
try:
    isinstance(b, 5)
except TypeError as error:
    print(error)
try:
    issubclass(b, A)
except TypeError as error:
    print(error)

# expect: True True False True False
# expect: True False True True
# expect: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: issubclass() arg 1 must be a class
