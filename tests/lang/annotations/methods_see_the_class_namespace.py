# min-version: 3.14
class C:
    T = int
    def m(self, x: T, y: U, z: __P) -> T: pass
    U = str
    __P = bytes
    def n(self, x: [T for _ in range(1)], y: (lambda: 3)): pass
print(C.m.__annotations__)
print(C.n.__annotate__.__qualname__)
try:  # since 3.15 a comprehension does not
    print(C.n.__annotations__["x"], C.n.__annotations__["y"]())
except NameError as error:
    print(error)

# expect: {'x': <class 'int'>, 'y': <class 'str'>, 'z': <class 'bytes'>, 'return': <class 'int'>}
# expect: C.n.__annotate__
# expect: name 'T' is not defined
