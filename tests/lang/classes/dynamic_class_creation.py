Point = type("Point", (), {"x": 1, "get": lambda self: self.x})
print(Point().get(), Point.__name__, Point.__bases__)
Point3 = type("Point3", (Point,), {"__init__": lambda self, z: setattr(self, "z", z)})
print(Point3(5).z, Point3(5).get(), issubclass(Point3, Point))
a = Point()
a.__class__ = Point3
print(type(a).__name__)

# expect: 1 Point (<class 'object'>,)
# expect: 5 1 True
# expect: Point3
