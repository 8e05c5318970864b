# min-version: 3.12
def f[T](): pass
print(f.__type_params__)
f.__type_params__ = ()
print(f.__type_params__)
try:
    f.__type_params__ = []
except TypeError as e:
    print(e)
def g(): pass
print(g.__type_params__)
class C: pass
print(C.__type_params__)

# expect: (T,)
# expect: ()
# expect: __type_params__ must be set to a tuple
# expect: ()
# expect: ()
