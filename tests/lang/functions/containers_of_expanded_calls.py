# f(*sequence, **mapping): what the parameters get is the callee's own, whatever the caller passed and does afterwards.
import functools


def rest(*args, **names):
    return args, names

def names_only(**names):
    return names

def first(a, *args, **names):
    return a, args, names

def two_and_names(a, b=2, **names):
    return a, b, names

def only(a, /, b, *args, **names):
    return a, b, args, names

def all_given(a, /, **names):
    return a, names

def keyword_only(*args, k=1, **names):
    return args, k, names

class Text(str):
    pass

class Mine(dict):
    def __iter__(self):
        return iter(["mine"])
    def keys(self):
        return ["mine"]
    def __getitem__(self, key):
        return "own"

table = {"x": 1, "y": [2]}
args, names = rest(*(1, 2), **table)
print(args, names, names is table, names["y"] is table["y"])
names["z"] = 3
table["w"] = 4
print(names, table, rest(**table)[1], names_only(**table))

t = (1, 2, 3)
print(rest(*t)[0] is rest(*t)[0] or rest(*t)[0] == t, rest(*[1, 2], **table)[0], rest(*iter("ab"), **{"k": 1}))
print(first(*t, **table), first(*[1], **table), first(1, **{"q": 0}))
print(two_and_names(*[1, 5], **{"c": 3}), two_and_names(1, **{"c": 3}), two_and_names(**{"c": 3, "a": 0, "b": 9}))
print(only(*t, **{"a": "name"}), all_given(*[7], **{"a": 8}), keyword_only(*t, **{"k": 5, "l": 6}), keyword_only(*t, **{"l": 6}))

# Keys that are not the very str of a parameter: made at run time, of a subclass, removed before.
key = "".join(["b", "b"])[:1]
print(two_and_names(*[1], **{key: 4, "c": 5}), two_and_names(1, 3, **{Text("c"): 5}), names_only(**{Text("s"): 1}))
removed = {"gone": 0, "kept": 1, "also": 2}
del removed["gone"]
print(names_only(**removed), rest(*t, **removed), two_and_names(0, 1, **removed))
many = {"n%d" % i: i for i in range(30)}
for i in range(0, 30, 3):
    del many["n%d" % i]
print(names_only(**many) == many, list(names_only(**many)) == list(many), len(rest(1, 2, **many)[1]))
print(names_only(**Mine(a=1)), names_only(**Mine(a=1), **{"b": 2}), names_only(**{}, **table, **{}))

def wrong(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

wrong(lambda: two_and_names(*[1, 2], **{"b": 3, "c": 4}))
wrong(lambda: two_and_names(*[1, 2], **{key: 3, "c": 4}))
wrong(lambda: two_and_names(*[1, 2, 3], **{"c": 4}))
wrong(lambda: two_and_names(**{"c": 4}))
wrong(lambda: first(**{"c": 4}))
wrong(lambda: names_only(*[1], **{"c": 4}))
wrong(lambda: all_given(**{"a": 8}))
wrong(lambda: two_and_names(1, 2, 3))
wrong(lambda: names_only(1))
wrong(lambda: first())
wrong(lambda: isinstance(rest(**{1: 2}), int))
wrong(lambda: isinstance(rest(**{"a": 1, 2: 3}), int))
wrong(lambda: isinstance(rest(**{"a": 1}, **{"a": 2}), int))


# Through wrappers, from generators, deep in recursion.
def passes_on(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        args_before, kwargs_before = args, dict(kwargs)
        result = f(*args, **kwargs)
        assert args is args_before and kwargs == kwargs_before
        return result
    return wrapper

@passes_on
@passes_on
def takes_out(*args, **kwargs):
    kwargs.pop("out", None)
    kwargs["more"] = len(args)
    return args, kwargs

print(takes_out(1, out=2, keep=3), takes_out(), takes_out(**table))

def generated():
    for i in range(3):
        yield rest(*[i], **{"i": i})
        yield first(i, i)
        yield names_only()
print(list(generated()))

def numbers(*args, **names):
    yield from args
    yield from names.items()
print(list(numbers(*t, **table)), list(numbers(1)), list(numbers(**table)))

def deep(n, *args, **names):
    return deep(n - 1, *args, **names) if n else (args, names)
print(deep(50, 1, 2, k=3), deep(50))
def endless(*args, **names):
    return endless(*args, **names)
for arguments in ((), (1, 2)):
    for keywords in ({}, {"k": 1}):
        try:
            endless(*arguments, **keywords)
        except RecursionError:
            print("RecursionError")

class C:
    def method(self, *args, **names):
        return self.__class__.__name__, args, names
    @classmethod
    def of_class(cls, **names):
        return cls.__name__, names
    def __call__(self, *args, **names):
        return args, names
    def __init__(self, *args, **names):
        self.given = args, names

c = C(*t, **table)
print(c.given, c.method(*t, **table), c.method(1), c.of_class(**table), c.of_class(), c(*t, **table), c(5), C().given)

# expect: (1, 2) {'x': 1, 'y': [2]} False True
# expect: {'x': 1, 'y': [2], 'z': 3} {'x': 1, 'y': [2], 'w': 4} {'x': 1, 'y': [2], 'w': 4} {'x': 1, 'y': [2], 'w': 4}
# expect: True (1, 2) (('a', 'b'), {'k': 1})
# expect: (1, (2, 3), {'x': 1, 'y': [2], 'w': 4}) (1, (), {'x': 1, 'y': [2], 'w': 4}) (1, (), {'q': 0})
# expect: (1, 5, {'c': 3}) (1, 2, {'c': 3}) (0, 9, {'c': 3})
# expect: (1, 2, (3,), {'a': 'name'}) (7, {'a': 8}) ((1, 2, 3), 5, {'l': 6}) ((1, 2, 3), 1, {'l': 6})
# expect: (1, 4, {'c': 5}) (1, 3, {'c': 5}) {'s': 1}
# expect: {'kept': 1, 'also': 2} ((1, 2, 3), {'kept': 1, 'also': 2}) (0, 1, {'kept': 1, 'also': 2})
# expect: True True 20
# expect: {'mine': 'own'} {'mine': 'own', 'b': 2} {'x': 1, 'y': [2], 'w': 4}
# expect: TypeError two_and_names() got multiple values for argument 'b'
# expect: TypeError two_and_names() got multiple values for argument 'b'
# expect: TypeError two_and_names() takes from 1 to 2 positional arguments but 3 were given
# expect: TypeError two_and_names() missing 1 required positional argument: 'a'
# expect: TypeError first() missing 1 required positional argument: 'a'
# expect: TypeError names_only() takes 0 positional arguments but 1 was given
# expect: TypeError all_given() missing 1 required positional argument: 'a'
# expect: TypeError two_and_names() takes from 1 to 2 positional arguments but 3 were given
# expect: TypeError names_only() takes 0 positional arguments but 1 was given
# expect: TypeError first() missing 1 required positional argument: 'a'
# expect: TypeError keywords must be strings
# expect: TypeError keywords must be strings
# expect: TypeError __main__.rest() got multiple values for keyword argument 'a'
# expect: ((1,), {'keep': 3, 'more': 1}) ((), {'more': 0}) ((), {'x': 1, 'y': [2], 'w': 4, 'more': 0})
# expect: [((0,), {'i': 0}), (0, (0,), {}), {}, ((1,), {'i': 1}), (1, (1,), {}), {}, ((2,), {'i': 2}), (2, (2,), {}), {}]
# expect: [1, 2, 3, ('x', 1), ('y', [2]), ('w', 4)] [1] [('x', 1), ('y', [2]), ('w', 4)]
# expect: ((1, 2), {'k': 3}) ((), {})
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: ((1, 2, 3), {'x': 1, 'y': [2], 'w': 4}) ('C', (1, 2, 3), {'x': 1, 'y': [2], 'w': 4}) ('C', (1,), {}) ('C', {'x': 1, 'y': [2], 'w': 4}) ('C', {}) ((1, 2, 3), {'x': 1, 'y': [2], 'w': 4}) ((5,), {}) ((), {})
