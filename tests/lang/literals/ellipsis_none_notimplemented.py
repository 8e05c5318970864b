print(..., None, NotImplemented, Ellipsis is ..., type(None)() is None, type(...)() is ...)
print(type(None).__name__, type(...).__name__, type(NotImplemented).__name__)

# expect: Ellipsis None NotImplemented True True True
# expect: NoneType ellipsis NotImplementedType
