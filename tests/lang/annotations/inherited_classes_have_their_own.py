# min-version: 3.14
class A:
    x: int
class B(A): pass
print(A.__annotations__, B.__annotations__, B.__annotate__)

# expect: {'x': <class 'int'>} {} None
