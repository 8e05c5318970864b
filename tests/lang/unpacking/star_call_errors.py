def f(a, b=0):
    return a, b


def attempt(source):
    try:
        print(eval(source))
    except TypeError as error:
        print(error)


attempt("f(*5)")
attempt("f(**[1])")
attempt("f(1, **{'a': 2})")
attempt("f(1, **{1: 2})")
attempt("f(**{'a': 1}, **{'a': 2})")
attempt("f(*[1, 2, 3])")

# expect-before-3.15: __main__.f() argument after * must be an iterable, not int
# expect-before-3.15: __main__.f() argument after ** must be a mapping, not list
# expect-since-3.15: Value after * must be an iterable, not int
# expect-since-3.15: Value after ** must be a mapping, not list
# expect: f() got multiple values for argument 'a'
# expect: keywords must be strings
# expect: __main__.f() got multiple values for keyword argument 'a'
# expect: f() takes from 1 to 2 positional arguments but 3 were given
