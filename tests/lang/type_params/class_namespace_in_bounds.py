# min-version: 3.12
class C:
    Base = int
    def m[T: Base](self): pass
    class D[U: Base]: pass
    type A[V: Base] = Base
print(C.m.__type_params__[0].__bound__, C.D.__type_params__[0].__bound__, C.A.__value__, C.A.__type_params__[0].__bound__)

# expect: <class 'int'> <class 'int'> <class 'int'> <class 'int'>
