# min-version: 3.12
class C[T]:
    def m[T](self): return T
    def n(self): return T
print(C().m() is C.m.__type_params__[0], C().m() is C().n(), C().n() is C.__type_params__[0])

# expect: True False True
