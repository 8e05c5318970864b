from collections import namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1, y=2)
print(p, p.x, p[1], p._replace(x=9), p._asdict(), Point._fields, Point._make([7, 8]), Point(5))
print(p == (1, 2), len(p), [*p], hash(p) == hash((1, 2)), p + (3,))
for action in (
    lambda: Point(), lambda: Point(1, 2, 3), lambda: setattr(p, "x", 1), lambda: namedtuple("N", "a a"),
    lambda: namedtuple("N", "class"),
):
    try:
        action()
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)

# expect: Point(x=1, y=2) 1 2 Point(x=9, y=2) {'x': 1, 'y': 2} ('x', 'y') Point(x=7, y=8) Point(x=5, y=0)
# expect: True 2 [1, 2] True (1, 2, 3)
# expect: TypeError Point.__new__() missing 1 required positional argument: 'x'
# expect: TypeError Point.__new__() takes from 2 to 3 positional arguments but 4 were given
# expect: AttributeError can't set attribute
# expect: ValueError Encountered duplicate field name: 'a'
# expect: ValueError Type names and field names cannot be a keyword: 'class'
