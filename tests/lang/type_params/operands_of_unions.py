# `|` between everything that may be part of a type, and what may not.
# min-version: 3.14
import collections.abc, types
from typing import *

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
Alias = TypeAliasType("Alias", list[int])
Generic1 = TypeAliasType("Generic1", list[T], type_params=(T,))
New = NewType("New", int)
class Class: pass
class Meta(type):
    def __or__(self, other): return "Meta.__or__"
    def __ror__(self, other): return "Meta.__ror__"
class Own(metaclass=Meta): pass
class Dict(TypedDict):
    x: int
class Tuple1(NamedTuple):
    x: int
class Proto(Protocol): pass

OPERANDS = dict(int=int, Class=Class, Own=Own, none=None, text="text", T=T, P=P, Ts=Ts, Alias=Alias, Generic1=Generic1, alias_of=Generic1[int],
                New=New, list_int=list[int], List=List, List_int=List[int], union=int | str, optional=Optional[int], union_T=Union[int, T],
                Any=Any, forward=ForwardRef("x"), literal=Literal[1], callable=Callable[[int], int], abc=collections.abc.Callable[[int], int],
                Dict=Dict, Tuple1=Tuple1, Proto=Proto, annotated=Annotated[int, 1], Never=Never, Self=Self, unpacked=Unpack[Ts],
                args=P.args, Union=Union, Optional=Optional, one=1, ellipsis=..., tuple=(), list=[], function=len)

for a, left in OPERANDS.items():
    made, failed = [], []
    for b, right in OPERANDS.items():
        try:
            made.append(repr(left | right).replace("__main__.", "").split(" at 0x")[0])
        except TypeError as e:
            failed.append(b)
            message = str(e)
    print(a + ":", *made, sep="; ")
    if failed:
        print(a, "cannot be combined with", *failed)
        print(message)
