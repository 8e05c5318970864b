# Whether a keyword is given twice is told before whether all of them are strings.
def f(*args, **named): return args, named
class Mapping:
    def keys(self): return [1, "a"]
    def __getitem__(self, key): return 0
def told(call):
    try:
        print(call())
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
told(lambda: f(**{1: 3}, **{1: 5}))
told(lambda: f(**{1: 3}, **{2: 5}))
told(lambda: f(**{1: 3}))
told(lambda: f(**{1: 3, "a": 1}, **{"a": 5}))
told(lambda: f(**{"a": 1}, **{"a": 1, 1: 5}))
told(lambda: f(a=1, **Mapping()))
told(lambda: f(b=1, **Mapping()))
told(lambda: f(**Mapping(), a=2))
told(lambda: f(**{1: 2}, c=1 / 0))
told(lambda: len(**{1: 3}, **{1: 5}))
told(lambda: "".join(**{1: 3}, **{2: 5}))
told(lambda: f(*[], **{1: 3}, **{(1, 2): 5}, **{(1, 2): 4}))
def statement():
    class C(**{1: 2}): pass
told(statement)

# expect: TypeError __main__.f() got multiple values for keyword argument '1'
# expect: TypeError keywords must be strings
# expect: TypeError keywords must be strings
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: TypeError keywords must be strings
# expect: TypeError __main__.f() got multiple values for keyword argument 'a'
# expect: ZeroDivisionError division by zero
# expect: TypeError len() got multiple values for keyword argument '1'
# expect: TypeError keywords must be strings
# expect: TypeError __main__.f() got multiple values for keyword argument '(1, 2)'
# expect: TypeError keywords must be strings
