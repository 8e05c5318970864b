# min-version: 3.12
def f[T: int, U: (str, bytes)](x: T, y: U):
    pass


t, u = f.__type_params__
print(t.__bound__, t.__constraints__, u.__bound__, u.__constraints__)


def lazy[T: undefined_name]():
    pass


try:
    lazy.__type_params__[0].__bound__
except NameError as error:
    print(error)

# expect: <class 'int'> () None (<class 'str'>, <class 'bytes'>)
# expect: name 'undefined_name' is not defined
