# min-version: 3.14
def f(a: int): pass
f.__annotations__
del f.__annotations__
print(f.__annotations__)
class C:
    x: int
C.__annotations__
del C.__annotations__
print(C.__annotations__)

# expect: {}
# expect: {}
