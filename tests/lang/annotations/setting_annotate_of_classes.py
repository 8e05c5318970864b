# min-version: 3.14
class C:
    a: int
C.__annotate__ = lambda format: {"made": format}
print(C.__annotations__)
C.__annotations__ = {"x": str}
print(C.__annotations__, C.__annotate__)
C.__annotate__ = None
print(C.__annotations__)
try:
    C.__annotate__ = 5
except TypeError as e:
    print(e)
class D:
    a: int
D.__annotations__["b"] = str
print(D.__annotations__, D.__annotate__(1))
del D.__annotations__
print(D.__annotations__, D.__annotate__)
class E:
    a: int
E.__annotate__ = lambda format: 1
try:
    E.__annotations__
except TypeError as e:
    print("TypeError")

# expect: {'made': 1}
# expect: {'x': <class 'str'>} None
# expect: {'x': <class 'str'>}
# expect: __annotate__ must be callable or None
# expect: {'a': <class 'int'>, 'b': <class 'str'>} {'a': <class 'int'>}
# expect: {} None
# expect: TypeError
