# min-version: 3.14
class M(type):
    m: int
class C(metaclass=M):
    c: str
print(M.__annotations__, C.__annotations__)

# expect: {'m': <class 'int'>} {'c': <class 'str'>}
