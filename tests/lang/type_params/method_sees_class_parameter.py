# min-version: 3.12
class C[T]:
    def m(self, x: T) -> T:
        return T
    @staticmethod
    def s(): return T
print(C().m(1) is C.__type_params__[0], C.s() is C.__type_params__[0])
print(C.m.__annotations__["x"] is C.__type_params__[0])

# expect: True True
# expect: True
