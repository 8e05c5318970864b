# min-version: 3.12
class A:
    def m(self): return "A"
class B[T](A):
    def m[U](self): return super().m() + __class__.__name__
print(B().m())

# expect: AB
