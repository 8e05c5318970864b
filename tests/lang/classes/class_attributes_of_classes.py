class A:
    """Doc."""
    x = 1


print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__mro__)
print(type(A), type(A()), A.__dict__["x"], isinstance(A, type), issubclass(A, object))
A.__name__ = "Renamed"
print(A, type(A()).__name__)

# expect: A A __main__ Doc. (<class 'object'>,) (<class '__main__.A'>, <class 'object'>)
# expect: <class 'type'> <class '__main__.A'> 1 True True
# expect: <class '__main__.A'> Renamed
