# Abstract classes, their registrations and caches; names that are asked for the first time.
import abc
import array
import collections.abc
import pickle


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        pass

    @classmethod
    def __subclasshook__(cls, other):
        return True if 'is_shape' in other.__dict__ else NotImplemented


class Square(Shape):
    def area(self):
        return 4


class Registered:
    pass


class Hooked:
    is_shape = True


Shape.register(Registered)
print([issubclass(cls, Shape) for cls in (Square, Registered, Hooked, int)])
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Sequence), issubclass(range, collections.abc.Collection))
for name in 'a', 'b', 'c':
    cls = type(name, (Shape,), {})
    try:
        cls()
    except TypeError as error:
        print(error)
    print(issubclass(cls, Shape), issubclass(Registered, cls))
print(pickle.loads(pickle.dumps(array.array('i', [1, 2]))), array._array_reconstructor(array.array, 'i', 8, bytes(4)))
print(vars(__import__('time').get_clock_info('time')).keys())
