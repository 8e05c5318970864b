# min-version: 3.14
class C:
    T = int
    a: T
    b: "T"
    __p: str
    def m(self, x: T) -> T: pass
print(C.__annotations__)
print(C.m.__annotations__)

# expect: {'a': <class 'int'>, 'b': 'T', '_C__p': <class 'str'>}
# expect: {'x': <class 'int'>, 'return': <class 'int'>}
