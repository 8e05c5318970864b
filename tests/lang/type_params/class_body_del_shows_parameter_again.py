# min-version: 3.13
class C[T]:
    def m(self): return T
    T = 1
    x = T
    del T
    try:
        y = T
    except NameError:
        y = "gone"
print(C.x, C.y if isinstance(C.y, str) else "parameter")

# expect: 1 gone
