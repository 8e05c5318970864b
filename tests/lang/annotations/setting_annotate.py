# min-version: 3.14
def f(a: int): pass
f.__annotate__ = lambda format: {"made": format}
print(f.__annotations__)
f.__annotations__ = {"x": str}
print(f.__annotations__, f.__annotate__)
try:
    f.__annotate__ = 5
except TypeError as e:
    print(e)
f.__annotate__ = None
print(f.__annotations__)
f.__annotate__ = lambda format: 1
try:
    f.__annotations__
except TypeError as e:
    print("TypeError")

# expect: {'made': 1}
# expect: {'x': <class 'str'>} None
# expect: __annotate__ must be callable or None
# expect: {'x': <class 'str'>}
# expect: TypeError
