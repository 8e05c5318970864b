# min-version: 3.12
def f[T](): return T
class C[U]: pass
type A[V] = V
for name in "TUV":
    print(name, name in globals())

# expect: T False
# expect: U False
# expect: V False
