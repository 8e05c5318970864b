# min-version: 3.12
calls = []
def note(x):
    calls.append(x)
    return int
def f[T: note("bound")](): pass
print(calls)
print(f.__type_params__[0].__bound__, calls)
print(f.__type_params__[0].__bound__, calls)
def g[T: undefined](): pass
try:
    g.__type_params__[0].__bound__
except NameError as e:
    print(e)
undefined = str
print(g.__type_params__[0].__bound__)

# expect: []
# expect: <class 'int'> ['bound']
# expect: <class 'int'> ['bound']
# expect: name 'undefined' is not defined
# expect: <class 'str'>
