from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 1

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Square(Shape):
    name = "square"

    def area(self):
        return super().area() + 3


print(Square().describe(), sorted(Shape.__abstractmethods__), issubclass(Square, Shape))
try:
    Shape()
except TypeError as error:
    print(str(error).split(" with")[0].split(" without")[0])


class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, c):
        return hasattr(c, "quack") or NotImplemented


class D:
    quack = 1


print(issubclass(D, Duck), isinstance(D(), Duck), issubclass(int, Duck))
Duck.register(int)
print(issubclass(int, Duck), isinstance(True, Duck))

# expect: square 4 ['area', 'name'] True
# expect: Can't instantiate abstract class Shape
# expect: True True False
# expect: True True
