# min-version: 3.12
try:
    class C[T]:
        a = T
        T = 5
except NameError as e:
    print(e)
class D[T]:
    def m(self): return T
    T = 5
    b = T
print(D.b, D.T, D().m() is D.__type_params__[0])

# expect: name 'T' is not defined
# expect: 5 5 True
