# min-version: 3.14
import sys
flag = False
class C:
    a: int
    if flag:
        b: str
    else:
        c: float
    for i in range(0):
        d: bytes
    for i in range(2):
        e: complex
    try:
        f: int = 1 / 0
        g: int
    except ZeroDivisionError:
        h: int
    while False:
        j: int
    class Inner:
        k: int
print(C.__annotations__)
print(C.Inner.__annotations__)
module = sys.modules[__name__]
if flag:
    m: int
n: str
print(module.__annotate__(1))
o: bytes
print(module.__annotate__(1))

# expect: {'a': <class 'int'>, 'c': <class 'float'>, 'e': <class 'complex'>, 'h': <class 'int'>}
# expect: {'k': <class 'int'>}
# expect: {'n': <class 'str'>}
# expect: {'n': <class 'str'>, 'o': <class 'bytes'>}
