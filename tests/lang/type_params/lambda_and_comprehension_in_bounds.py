# min-version: 3.12
def f[T: [x for x in (int, str)], U: (lambda: T)](): pass
T, U = f.__type_params__
print(T.__bound__, U.__bound__() is T)

# expect: [<class 'int'>, <class 'str'>] True
