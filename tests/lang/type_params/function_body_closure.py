# min-version: 3.12
def f[T]():
    def g():
        return T
    return g()
print(f() is f.__type_params__[0])
print(f.__closure__ is not None, f.__code__.co_freevars)

# expect: True
# expect: True ('T',)
