# Instances with __getitem__ and without __iter__ are iterated by index: those of Python classes, and of native ones that say so.
import ctypes


class Items:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index


class Derived(Items):
    pass


class Numbers(ctypes.c_int * 3):
    pass


class Keys(dict):
    __iter__ = None


print(list(Items()), list(Derived()), list((ctypes.c_int * 2)(5, 6)), list(Numbers(1, 2, 3)))
for make in (lambda: iter(Keys()), lambda: iter(5)):
    try:
        print(list(make()))
    except TypeError as error:
        print(error)

# expect: [0, 1, 2] [0, 1, 2] [5, 6] [1, 2, 3]
# expect: 'Keys' object is not iterable
# expect: 'int' object is not iterable
