class Outer:
    def method(self, x):
        return x


def attempt(run, code):
    try:
        print(run(code))
    except TypeError as e:
        print(e)


for run in exec, eval:
    for function in (lambda x: x, lambda *a, **k: (a, k), lambda x=1: x, lambda *, k=2: k, lambda a, b, /, c: a, Outer.method, lambda: 5):
        attempt(run, function.__code__)


def generator(*a):
    yield a


print(list(eval(generator.__code__)))

# expect: <lambda>() missing 1 required positional argument: 'x'
# expect: None
# expect: <lambda>() missing 1 required positional argument: 'x'
# expect: <lambda>() missing 1 required keyword-only argument: 'k'
# expect: <lambda>() missing 3 required positional arguments: 'a', 'b', and 'c'
# expect: method() missing 2 required positional arguments: 'self' and 'x'
# expect: None
# expect: <lambda>() missing 1 required positional argument: 'x'
# expect: ((), {})
# expect: <lambda>() missing 1 required positional argument: 'x'
# expect: <lambda>() missing 1 required keyword-only argument: 'k'
# expect: <lambda>() missing 3 required positional arguments: 'a', 'b', and 'c'
# expect: method() missing 2 required positional arguments: 'self' and 'x'
# expect: 5
# expect: [()]
