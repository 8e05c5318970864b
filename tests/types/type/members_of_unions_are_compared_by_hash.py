# Members of a union are equal only if they have the same hash, or if none of them has one. No comparison is made otherwise.
# min-version: 3.14
from annotationlib import Format, ForwardRef, get_annotations
from typing import Union


class Meta(type):
    def __eq__(self, other):
        print("compared")
        return True

    __hash__ = type.__hash__


class Bare(type):
    def __eq__(self, other):
        print("compared", self.__name__, other.__name__)
        return self.__name__[0] == other.__name__[0]


A, B = Meta("A", (), {}), Meta("B", (), {})
print((A | B).__args__, (A | A), (int | A).__args__)
C1, C2, D = Bare("C1", (), {}), Bare("C2", (), {}), Bare("D", (), {})
print((C1 | D).__args__, C1 | C2, (int | C1).__args__)


class Annotated:
    union: Union[str, undefined]
    three: Union[int, undefined, str]


for union in get_annotations(Annotated, format=Format.FORWARDREF).values():
    print([type(member).__name__ for member in union.__args__])

# expect: (<class '__main__.A'>, <class '__main__.B'>) <class '__main__.A'> (<class 'int'>, <class '__main__.A'>)
# expect: compared C1 D
# expect: compared C1 C2
# expect: (<class '__main__.C1'>, <class '__main__.D'>) <class '__main__.C1'> (<class 'int'>, <class '__main__.C1'>)
# expect: ['type', 'ForwardRef']
# expect: ['type', 'ForwardRef', 'type']
