# min-version: 3.12
class M(type):
    def __new__(m, n, b, d, **k):
        print(sorted(k), [x.__name__ for x in b])
        return super().__new__(m, n, b, d)
    def __init__(c, *a, **k): pass
class C[T](metaclass=M, flag=1): pass
print(C.__type_params__)

# expect: ['flag'] ['Generic']
# expect: (T,)
