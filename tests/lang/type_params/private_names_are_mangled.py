# min-version: 3.12
class C:
    def m[__T](self, x: __T): return __T
print(C.m.__type_params__, C.m.__annotations__)

# expect: (__T,) {'x': __T}
