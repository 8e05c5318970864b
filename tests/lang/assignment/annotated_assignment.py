x: int = 3
y: "str"
print(x, "y" in globals())


class Point:
    a: int
    b: float = 2.5


print(Point.b, hasattr(Point, "a"))
print(Point.__annotations__)

# expect: 3 False
# expect: 2.5 False
# expect: {'a': <class 'int'>, 'b': <class 'float'>}
