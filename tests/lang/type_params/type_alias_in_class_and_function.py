# min-version: 3.12
class C:
    x = 1
    type A = x
    type B = D.y
class D:
    y = 2
print(C.A.__value__, C.B.__value__, C.A.__name__)
def f(n):
    type L = n
    return L
print(f(3).__value__)

# expect: 1 2 A
# expect: 3
