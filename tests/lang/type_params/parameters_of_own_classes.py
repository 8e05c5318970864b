# What classes of a program must do to take the place of type parameters, and how many arguments a generic class wants.
# min-version: 3.15
import types
from typing import *

class Own:
    pass
first, late = Own(), Own()
first.__typing_subst__ = lambda value: value
alias = types.GenericAlias(dict, (first, late))
print(alias.__parameters__ == (first,), alias[0].__args__[0])
late.__typing_subst__ = lambda value: value
try:
    alias[0]
except TypeError as e:
    print(str(e).replace(repr(late), "late"))

class Unpacked:
    __typing_is_unpacked_typevartuple__ = True
    def __repr__(self):
        return "Unpacked()"
for prepared in (None, 5, [1], (1,), (1, 2)):
    for substituted in (42, (1, 2), [3]):
        Unpacked.__typing_prepare_subst__ = lambda *args: prepared
        Unpacked.__typing_subst__ = lambda *args: substituted
        try:
            print(prepared, substituted, types.GenericAlias(list, (Unpacked(),))[0])
        except TypeError as e:
            print(prepared, substituted, e)

D, T, U, P, Ts = TypeVar("D", default=str), TypeVar("T"), TypeVar("U"), ParamSpec("P"), TypeVarTuple("Ts")
class Two(Generic[T, U]): ...
class Three(Generic[T, U, D]): ...
class Call(Generic[T, P]): ...
class Many(Generic[T, Unpack[Ts], U]): ...
type X[K, V] = dict[K, V]
for make in (lambda: Two[int], lambda: Three[int], lambda: Three[int, bool], lambda: Three[()], lambda: Call[int], lambda: Many[int], lambda: Many[()],
             lambda: dict[T, U][int], lambda: Dict[T, U][int], lambda: Three[T, U][int], lambda: X[int], lambda: X[T, U][int], lambda: dict[T, list[U]][int],
             lambda: U.__typing_prepare_subst__(Three, ()), lambda: U.__typing_prepare_subst__(Three, (1, 2, 3)), lambda: D.__typing_prepare_subst__(Three, (1, 2))):
    try:
        print(str(make()).replace("__main__.", ""))
    except TypeError as e:
        print(str(e).replace("__main__.", ""))

# The bound of a ParamSpec or a TypeVarTuple is kept as it is.
for kind in (TypeVar, ParamSpec, TypeVarTuple):
    for bound in (int, None, 5, "text", (int, str)):
        try:
            print(kind.__name__, kind("N", bound=bound).__bound__)
        except TypeError as e:
            print(kind.__name__, e)

# The text of an alias whose argument empties the list that is being shown.
class Clears:
    def __repr__(self):
        arguments.clear()
        return "cleared"
arguments = [Clears(), 1]
try:
    print(repr(types.GenericAlias(int, arguments)))
except IndexError as e:
    print(type(e).__name__)

# expect: True 0
# expect: argument late with __typing_subst__ was not found in __parameters__
# expect: None 42 expected __typing_subst__ of Unpacked objects to return a tuple, not int
# expect: None (1, 2) list[1, 2]
# expect: None [3] expected __typing_subst__ of Unpacked objects to return a tuple, not list
# expect: 5 42 expected __typing_subst__ of Unpacked objects to return a tuple, not int
# expect: 5 (1, 2) list[1, 2]
# expect: 5 [3] expected __typing_subst__ of Unpacked objects to return a tuple, not list
# expect: [1] 42 expected __typing_subst__ of Unpacked objects to return a tuple, not int
# expect: [1] (1, 2) list[1, 2]
# expect: [1] [3] expected __typing_subst__ of Unpacked objects to return a tuple, not list
# expect: (1,) 42 expected __typing_subst__ of Unpacked objects to return a tuple, not int
# expect: (1,) (1, 2) list[1, 2]
# expect: (1,) [3] expected __typing_subst__ of Unpacked objects to return a tuple, not list
# expect: (1, 2) 42 Too many arguments for list[Unpacked()]; actual 2, expected 1
# expect: (1, 2) (1, 2) Too many arguments for list[Unpacked()]; actual 2, expected 1
# expect: (1, 2) [3] Too many arguments for list[Unpacked()]; actual 2, expected 1
# expect: Too few arguments for <class 'Two'>; actual 1, expected at least 2
# expect: Too few arguments for <class 'Three'>; actual 1, expected at least 2
# expect: Three[int, bool, str]
# expect: Too few arguments for <class 'Three'>; actual 0, expected at least 1
# expect: Too few arguments for <class 'Call'>
# expect: Too few arguments for <class 'Many'>; actual 1, expected at least 2
# expect: Too few arguments for <class 'Many'>; actual 0, expected at least 1
# expect: Too few arguments for dict[~T, ~U]; actual 1, expected at least 2
# expect: Too few arguments for typing.Dict[~T, ~U]; actual 1, expected at least 2
# expect: Too few arguments for Three[~T, ~U, str]; actual 1, expected at least 2
# expect: X[int]
# expect: Too few arguments for X[~T, ~U]; actual 1, expected at least 2
# expect: Too few arguments for dict[~T, list[~U]]; actual 1, expected at least 2
# expect: Too few arguments for <class 'Three'>; actual 0, expected at least 2
# expect: (1, 2, 3)
# expect: (1, 2, <class 'str'>)
# expect: TypeVar <class 'int'>
# expect: TypeVar None
# expect: TypeVar 5
# expect: TypeVar ForwardRef('text')
# expect: TypeVar Bound must be a type. Got (<class 'int'>, <class 'str'>).
# expect: ParamSpec <class 'int'>
# expect: ParamSpec None
# expect: ParamSpec 5
# expect: ParamSpec text
# expect: ParamSpec (<class 'int'>, <class 'str'>)
# expect: TypeVarTuple <class 'int'>
# expect: TypeVarTuple None
# expect: TypeVarTuple 5
# expect: TypeVarTuple text
# expect: TypeVarTuple (<class 'int'>, <class 'str'>)
# expect: IndexError
