# min-version: 3.12
def f[T]():
    "doc of f"
class C[T]:
    "doc of C"
print(f.__doc__, f.__name__, f.__module__, C.__doc__, C.__name__, C.__module__)

# expect: doc of f f __main__ doc of C C __main__
