class Twice:
    def __init__(self, items):
        self.items = items

    def keys(self):
        return [key for key, _ in self.items]

    def __getitem__(self, key):
        return dict(self.items)[key]


def f(*args, **keywords):
    return args, keywords


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: f(**Twice([("x", 1), ("y", 2)])))
show(lambda: f(**Twice([("x", 1), ("x", 2)])))
show(lambda: f(a=3, **Twice([("x", 1), ("x", 2)])))
show(lambda: f(**Twice([("a", 3)]), **Twice([("a", 1)])))
show(lambda: f(a=1, **{"a": 2}))
show(lambda: f(**{1: 2}))
show(lambda: f(**Twice([(1, 2)])))
show(lambda: f(**5))
show(lambda: f(*5))
try:
    1 / 0
except ZeroDivisionError as error:
    print(dir(error.__traceback__))
show(lambda: exec("1", {"__builtins__": 123}))

# expect: ((), {'x': 1, 'y': 2})
# expect: TypeError __main__.f() got multiple values for keyword argument 'x'
# expect: TypeError __main__.f() got multiple values for keyword argument 'x'
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: TypeError keywords must be strings
# expect: TypeError keywords must be strings
# expect-before-3.15: TypeError __main__.f() argument after ** must be a mapping, not int
# expect-before-3.15: TypeError __main__.f() argument after * must be an iterable, not int
# expect-since-3.15: TypeError Value after ** must be a mapping, not int
# expect-since-3.15: TypeError Value after * must be an iterable, not int
# expect: ['tb_frame', 'tb_lasti', 'tb_lineno', 'tb_next']
# expect: None
