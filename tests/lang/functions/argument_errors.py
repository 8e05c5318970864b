def f(a, b, c=0):
    pass


def none():
    pass


def only_keywords(*, x, y):
    pass


calls = ["f()", "f(1)", "f(1, 2, 3, 4)", "f(1, 2, z=3)", "f(1, a=2)", "f(b=1)", "none(1)", "none(x=1)",
         "only_keywords(1)", "only_keywords()", "only_keywords(x=1)"]
for call in calls:
    try:
        eval(call)
    except TypeError as error:
        print(error)

# expect: f() missing 2 required positional arguments: 'a' and 'b'
# expect: f() missing 1 required positional argument: 'b'
# expect: f() takes from 2 to 3 positional arguments but 4 were given
# expect: f() got an unexpected keyword argument 'z'
# expect: f() got multiple values for argument 'a'
# expect: f() missing 1 required positional argument: 'a'
# expect: none() takes 0 positional arguments but 1 was given
# expect: none() got an unexpected keyword argument 'x'
# expect: only_keywords() takes 0 positional arguments but 1 was given
# expect: only_keywords() missing 2 required keyword-only arguments: 'x' and 'y'
# expect: only_keywords() missing 1 required keyword-only argument: 'y'
