# min-version: 3.12
class A[T]: pass
class B(A[int]): pass
class D[T](A[T]): pass
print(B.__orig_bases__, B.__mro__[1] is A)
print(D[str], D.__parameters__, D.__mro__[1:3])

# expect: (__main__.A[int],) True
# expect: __main__.D[str] (T,) (<class '__main__.A'>, <class 'typing.Generic'>)
