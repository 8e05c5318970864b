# Calls of functions with parameters that only keywords fill: defaults, missing ones, changed ones, methods, generators.
def plain(a, b=2, *, c, d=4):
    return a, b, c, d
def all_have(a=1, *, b=2):
    return a, b
def generator(a, *, b=2):
    yield a
    yield b
class Thing:
    def method(self, a, *, b="b"):
        return a, b
    @classmethod
    def of(cls, a=1, *, b="b"):
        return cls.__name__, a, b

def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print(e)

thing = Thing()
for _ in range(3):
    attempt(lambda: plain(1, c=3))
    attempt(lambda: plain(d=0, c=3, a=1))
    attempt(lambda: plain(1))
    attempt(lambda: plain(1, 2, 3))
    attempt(lambda: plain(1, 2, 3, c=1))
    attempt(lambda: plain(c=1))
    attempt(lambda: plain(1, c=1, e=2))
    attempt(lambda: plain(1, a=1, c=2))
    attempt(lambda: all_have())
    attempt(lambda: all_have(5))
    attempt(lambda: all_have(b=5))
    attempt(lambda: all_have(5, 6))
    attempt(lambda: list(generator(1)))
    attempt(lambda: list(generator(1, b=3)))
    attempt(lambda: thing.method(1))
    attempt(lambda: thing.method(1, b=2))
    attempt(lambda: thing.method(a=1))
    attempt(lambda: thing.method())
    attempt(lambda: Thing.of())
    attempt(lambda: thing.of(b=2))

def within():
    for i in range(2):
        yield all_have(i), thing.method(i), Thing.of(b=i)
print(list(within()))

def site():
    return all_have(), all_have(b=1)
print(site())
all_have.__kwdefaults__ = {"b": [1]}
print(site())
all_have.__kwdefaults__["b"] = "new"
print(site())
del all_have.__kwdefaults__["b"]
attempt(site)
all_have.__kwdefaults__ = {"b": 1, "other": 2}
print(site())
all_have.__code__ = (lambda a=1, *more, b=2: (a, more, b)).__code__
print(site())

class Name(str):
    def __eq__(self, other):
        return str.__eq__(self, other)
    __hash__ = str.__hash__
print(plain(**{Name("a"): 1, Name("c"): 3}), plain(1, **{"".join(["", "c"]): 2}))
attempt(lambda: plain(1, **{Name("z"): 3}))
print((lambda **named: sorted(named))(**{str(i): i for i in range(9)}), (lambda a, **named: (a, named))(**{"a": 1, "b": 2}))

# expect: (1, 2, 3, 4)
# expect: (1, 2, 3, 0)
# expect: plain() missing 1 required keyword-only argument: 'c'
# expect: plain() takes from 1 to 2 positional arguments but 3 were given
# expect: plain() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: plain() missing 1 required positional argument: 'a'
# expect: plain() got an unexpected keyword argument 'e'
# expect: plain() got multiple values for argument 'a'
# expect: (1, 2)
# expect: (5, 2)
# expect: (1, 5)
# expect: all_have() takes from 0 to 1 positional arguments but 2 were given
# expect: [1, 2]
# expect: [1, 3]
# expect: (1, 'b')
# expect: (1, 2)
# expect: (1, 'b')
# expect: Thing.method() missing 1 required positional argument: 'a'
# expect: ('Thing', 1, 'b')
# expect: ('Thing', 1, 2)
# expect: (1, 2, 3, 4)
# expect: (1, 2, 3, 0)
# expect: plain() missing 1 required keyword-only argument: 'c'
# expect: plain() takes from 1 to 2 positional arguments but 3 were given
# expect: plain() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: plain() missing 1 required positional argument: 'a'
# expect: plain() got an unexpected keyword argument 'e'
# expect: plain() got multiple values for argument 'a'
# expect: (1, 2)
# expect: (5, 2)
# expect: (1, 5)
# expect: all_have() takes from 0 to 1 positional arguments but 2 were given
# expect: [1, 2]
# expect: [1, 3]
# expect: (1, 'b')
# expect: (1, 2)
# expect: (1, 'b')
# expect: Thing.method() missing 1 required positional argument: 'a'
# expect: ('Thing', 1, 'b')
# expect: ('Thing', 1, 2)
# expect: (1, 2, 3, 4)
# expect: (1, 2, 3, 0)
# expect: plain() missing 1 required keyword-only argument: 'c'
# expect: plain() takes from 1 to 2 positional arguments but 3 were given
# expect: plain() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: plain() missing 1 required positional argument: 'a'
# expect: plain() got an unexpected keyword argument 'e'
# expect: plain() got multiple values for argument 'a'
# expect: (1, 2)
# expect: (5, 2)
# expect: (1, 5)
# expect: all_have() takes from 0 to 1 positional arguments but 2 were given
# expect: [1, 2]
# expect: [1, 3]
# expect: (1, 'b')
# expect: (1, 2)
# expect: (1, 'b')
# expect: Thing.method() missing 1 required positional argument: 'a'
# expect: ('Thing', 1, 'b')
# expect: ('Thing', 1, 2)
# expect: [((0, 2), (0, 'b'), ('Thing', 1, 0)), ((1, 2), (1, 'b'), ('Thing', 1, 1))]
# expect: ((1, 2), (1, 1))
# expect: ((1, [1]), (1, 1))
# expect: ((1, 'new'), (1, 1))
# expect: all_have() missing 1 required keyword-only argument: 'b'
# expect: ((1, 1), (1, 1))
# expect: ((1, (), 1), (1, (), 1))
# expect: (1, 2, 3, 4) (1, 2, 2, 4)
# expect: plain() got an unexpected keyword argument 'z'
# expect: ['0', '1', '2', '3', '4', '5', '6', '7', '8'] (1, {'b': 2})
