# A namespace with keys that are no strs is taken with a warning. Implicit static and class methods have the names of their functions since 3.15.
import warnings


def made(*arguments):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        cls = type(*arguments)
    return cls, [(each.category.__name__, str(each.message)) for each in caught]


print(made("Named", (), {1: 2, "a": 3})[1], made("Plain", (), {"a": 3})[1])


class Meta(type):
    def __new__(cls, name, bases, space):
        space[None] = 1
        return super().__new__(cls, name, bases, space)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    class WithMeta(metaclass=Meta):
        pass


print(len(caught), WithMeta.__dict__[None])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        type("Refused", (), {1: 2})
    except RuntimeWarning as warning:
        print(warning)


class Implicit:
    def __new__(cls):
        "new"

    def __init_subclass__(cls): ...

    def __class_getitem__(cls, item): ...

    @staticmethod
    def static(a):
        "doc"


for name in "__new__", "__init_subclass__", "__class_getitem__", "static":
    method = Implicit.__dict__[name]
    print(sorted(method.__dict__), getattr(method, "__name__", None), getattr(method, "__qualname__", None))
for function in bytes.maketrans, str.maketrans, dict.fromkeys, int.from_bytes, object.__new__:
    print(function.__qualname__, function.__module__)
for call in int().__pow__, int().__rpow__, (1.5).__pow__, lambda: (1).__pow__(1, 2, 3):
    try:
        call()
    except TypeError as error:
        print(error)


class Raising:
    __eq__ = __ne__ = __lt__ = __le__ = property(lambda self: 1 / 0)


for compare in "raising == 1", "raising != 1", "raising < 1", "1 <= raising", "raising == raising":
    try:
        print(eval(compare, {"raising": Raising()}))
    except (ZeroDivisionError, TypeError) as error:
        print(compare, type(error).__name__, error)

# expect: [('RuntimeWarning', 'non-string key in the __dict__ of class Named')] []
# expect: 1 1
# expect: non-string key in the __dict__ of class Refused
# expect-before-3.15: [] None None
# expect-before-3.15: [] None None
# expect-before-3.15: [] None None
# expect-before-3.15: ['__annotations__', '__doc__', '__module__', '__name__', '__qualname__'] static Implicit.static
# expect-before-3.15: bytes.maketrans None
# expect-before-3.15: str.maketrans None
# expect-since-3.15: ['__doc__', '__module__', '__name__', '__qualname__'] __new__ Implicit.__new__
# expect-since-3.15: ['__doc__', '__module__', '__name__', '__qualname__'] __init_subclass__ Implicit.__init_subclass__
# expect-since-3.15: ['__doc__', '__module__', '__name__', '__qualname__'] __class_getitem__ Implicit.__class_getitem__
# expect-since-3.15: ['__doc__', '__module__', '__name__', '__qualname__'] static Implicit.static
# expect-since-3.15: bytes.maketrans builtins
# expect-since-3.15: str.maketrans builtins
# expect: dict.fromkeys None
# expect: int.from_bytes None
# expect: object.__new__ None
# expect-before-3.15:  expected at least 1 argument, got 0
# expect-before-3.15:  expected at least 1 argument, got 0
# expect-before-3.15:  expected at least 1 argument, got 0
# expect-before-3.15:  expected at most 2 arguments, got 3
# expect-before-3.15: False
# expect-before-3.15: True
# expect-before-3.15: raising < 1 TypeError '<' not supported between instances of 'Raising' and 'int'
# expect-since-3.15: expected 1 or 2 arguments, got 0
# expect-since-3.15: expected 1 or 2 arguments, got 0
# expect-since-3.15: expected 1 or 2 arguments, got 0
# expect-since-3.15: expected 1 or 2 arguments, got 3
# expect-since-3.15: raising == 1 ZeroDivisionError division by zero
# expect-since-3.15: raising != 1 ZeroDivisionError division by zero
# expect-since-3.15: raising < 1 ZeroDivisionError division by zero
# expect: 1 <= raising TypeError '<=' not supported between instances of 'int' and 'Raising'
# expect-before-3.15: True
# expect-since-3.15: raising == raising ZeroDivisionError division by zero
