# min-version: 3.14
def f[T](a: T, b: list[T], c: V) -> T: pass
T, = f.__type_params__
V = int
print(f.__annotations__["a"] is T, f.__annotations__["b"], f.__annotations__["return"] is T, f.__annotations__["c"])
class C[U]:
    def m[W](self, y: U, z: W): pass
print(C.m.__annotations__["y"] is C.__type_params__[0], C.m.__annotations__["z"] is C.m.__type_params__[0])

# expect: True list[T] True <class 'int'>
# expect: True True
