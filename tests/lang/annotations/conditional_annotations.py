# min-version: 3.14
flag = False
class C:
    a: int
    if flag:
        b: str
    else:
        c: float
    for i in range(0):
        d: bytes
print(C.__annotations__)
if flag:
    m: int
n: str
print(__annotations__)

# expect: {'a': <class 'int'>, 'c': <class 'float'>}
# expect: {'n': <class 'str'>}
