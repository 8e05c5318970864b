"""A call site that has settled for one kind of callee goes on with any other."""
import builtins


class Class:
    def __init__(self, *args):
        self.args = args

    def __repr__(self):
        return f"Class{self.args}"


class Meta(type):
    def __call__(cls, *args):
        return cls.__name__, args


class Made(metaclass=Meta):
    pass


class Text(str):
    def __new__(cls, *args):
        return str.__new__(cls, "|".join(map(repr, args)))


def call(f, *args):
    if len(args) == 1:
        a, = args
        return f(a)
    a, b = args
    return f(a, b)


def attempt(f, *args):
    try:
        return call(f, *args)
    except (TypeError, ValueError) as e:
        return type(e).__name__


one = [str, int, repr, list, tuple, min, max, len, type, Class, Made, Text, sorted, float, print, set, bool]
two = [str, int, min, max, isinstance, Class, Made, Text, zip, divmod, type, float, range, print, getattr]
for f in one:
    print(f.__name__, [attempt(f, "3") for _ in range(20)][-1])
for _ in range(3):
    for f in one:
        print(attempt(f, "11"), end=" ")
    print()
for f in two:
    results = [attempt(f, 7, 3) for _ in range(20)]
    print(f.__name__, results[-1] if f is not zip else type(results[-1]).__name__)


def smallest(a, b, c):
    return min(a, b, c)


print([smallest(i, 5, 7) for i in range(3)], smallest("b", "a", "c"), smallest(1.5, 1, 2), smallest(True, 2**70, -(2**70)))
kept, builtins.min = min, lambda *args: args
try:
    print(smallest(3, 2, 1))
finally:
    builtins.min = kept
print(smallest(3, 2, 1))
try:
    smallest(1, "a", 2)
except TypeError as e:
    print(e)

# expect: str 3
# expect: int 3
# expect: repr '3'
# expect: list ['3']
# expect: tuple ('3',)
# expect: min 3
# expect: max 3
# expect: len 1
# expect: type <class 'str'>
# expect: Class Class('3',)
# expect: Made ('Made', ('3',))
# expect: Text '3'
# expect: sorted ['3']
# expect: float 3.0
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: 3
# expect: print None
# expect: set {'3'}
# expect: bool True
# expect: 11 11 '11' ['1', '1'] ('1', '1') 1 1 2 <class 'str'> Class('11',) ('Made', ('11',)) '11' ['1', '1'] 11.0 11
# expect: None {'1'} True 
# expect: 11 11 '11' ['1', '1'] ('1', '1') 1 1 2 <class 'str'> Class('11',) ('Made', ('11',)) '11' ['1', '1'] 11.0 11
# expect: None {'1'} True 
# expect: 11 11 '11' ['1', '1'] ('1', '1') 1 1 2 <class 'str'> Class('11',) ('Made', ('11',)) '11' ['1', '1'] 11.0 11
# expect: None {'1'} True 
# expect: str TypeError
# expect: int TypeError
# expect: min 3
# expect: max 7
# expect: isinstance TypeError
# expect: Class Class(7, 3)
# expect: Made ('Made', (7, 3))
# expect: Text 7|3
# expect: zip str
# expect: divmod (2, 1)
# expect: type TypeError
# expect: float TypeError
# expect: range range(7, 3)
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: 7 3
# expect: print None
# expect: getattr TypeError
# expect: [0, 1, 2] a 1 -1180591620717411303424
# expect: (3, 2, 1)
# expect: 1
# expect: '<' not supported between instances of 'str' and 'int'
