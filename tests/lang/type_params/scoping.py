# min-version: 3.12
T = "outer"


class C[T]:
    x = T

    def m[U](self):
        return T, U


print(C.x, C().m(), T)
try:
    exec("def f[T, T](): pass")
except SyntaxError as error:
    print(error.msg)

# expect: T (T, U) outer
# expect: duplicate type parameter 'T'
