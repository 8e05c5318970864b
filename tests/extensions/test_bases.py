# Who makes the instances of a class with two bases of C.
import bases
from bases import Empty, Full


class Both(Empty, Full):
    pass


class Below(Both):
    def __init__(self, *args):
        super().__init__(*args)
        self.more = args


class Swapped(Full, Empty):
    pass


class Own(Empty, Full):
    def __new__(cls, *args):
        made = super().__new__ if cls is None else Full.__new__(cls)
        made.note = "own"
        return made


for cls in Both, Below, Swapped, Own:
    x = cls("given")
    print(cls.__name__, cls.__base__.__name__, x.value, x.number, x.say().replace("bases.", ""), vars(x))
print(Full.__new__(Both).value, bases.count())
for new in Empty.__new__, Both.__new__, object.__new__:
    try:
        new(Both)
    except TypeError as error:
        print(error)
Empty()
print(bases.count())

# expect: Both Full given 7 Both with tp_new of the second base: 1 {}
# expect: Below Both given 7 Below with tp_new of the second base: 1 {'more': ('given',)}
# expect: Swapped Full given 7 Swapped with tp_new of the second base: 1 {}
# expect: Own Full given 7 Own with tp_new of the second base: 0 {'note': 'own'}
# expect: None 0
# expect: bases.Empty.__new__(Both) is not safe, use Both.__new__()
# expect: bases.Empty.__new__(Both) is not safe, use Both.__new__()
# expect: object.__new__(Both) is not safe, use Both.__new__()
# expect: 1
