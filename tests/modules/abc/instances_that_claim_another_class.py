# isinstance() with an abstract class asks the instance for its __class__, and looks at its own class, too.
import abc
import collections.abc
import numbers


class Shape(abc.ABC):
    pass


class Square(Shape):
    pass


class Registered:
    pass


Shape.register(Registered)


class Claims:
    def __init__(self, cls):
        self.claimed = cls

    @property
    def __class__(self):
        if isinstance(self.claimed, Exception):
            raise self.claimed
        return self.claimed


class Reads:
    def __getattribute__(self, name):
        if name == "__class__":
            return Square
        return object.__getattribute__(self, name)


class Slotted:
    __slots__ = ("__class__",)


class Late:
    claimed = None

    @property
    def __class__(self):
        return self.claimed or type(self)


slotted = Slotted()
slotted.__class__ = Square
late = Late()
for turn in range(3):
    print([isinstance(o, Shape) for o in (Square(), Registered(), Claims(Square), Claims(Registered), Claims(int), Reads(),
                                          slotted, late, 1, "a", None, Shape, 2.5)])
    if turn == 0:
        Late.claimed = Registered
    elif turn == 1:
        Late.claimed = None
        Shape.register(Late)

for wrong in (Claims(ValueError("no class")), Claims(5)):
    for cls in (Shape, numbers.Number, collections.abc.Sized):
        try:
            print(isinstance(wrong, cls))
        except Exception as error:
            print(type(error).__name__, error)

print([isinstance(o, numbers.Integral) for o in (1, True, 1.0, Claims(int), Claims(float))])
print([isinstance(o, collections.abc.Sequence) for o in ([], (), "", {}, Claims(list), Claims(dict), range(2))])


class Moves(Shape):
    pass


class Other(abc.ABC):
    pass


moves = Moves()
print(isinstance(moves, Shape))
moves.__class__ = Other
print(isinstance(moves, Shape), isinstance(moves, numbers.Number))

# expect: [True, True, True, True, False, True, True, False, False, False, False, False, False]
# expect: [True, True, True, True, False, True, True, True, False, False, False, False, False]
# expect: [True, True, True, True, False, True, True, True, False, False, False, False, False]
# expect: ValueError no class
# expect: ValueError no class
# expect: ValueError no class
# expect: TypeError issubclass() arg 1 must be a class
# expect: TypeError issubclass() arg 1 must be a class
# expect: TypeError issubclass() arg 1 must be a class
# expect: [True, True, False, True, False]
# expect: [True, True, True, False, True, False, True]
# expect: True
# expect: False False
