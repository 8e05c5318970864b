import types


def attempt(function):
    try:
        cls = __build_class__(function, "C")
        print(cls.__name__, sorted(n for n in vars(cls) if not n.startswith("__")))
    except TypeError as e:
        print(e)


def generator():
    yield 1


attempt(lambda x: x)
attempt(lambda x=1, *a, k=2, **b: print(x, a, k, b))
attempt(lambda *, k: k)
attempt(generator)
body = next(c for c in compile("class A:\n    x = 1\n    y = x", "f", "exec").co_consts if isinstance(c, types.CodeType))
space = {"__name__": "here"}
attempt(types.FunctionType(body, space))
print(sorted(n for n in space if not n.startswith("__")))
# Called as a function, a class body stores into the globals.
types.FunctionType(body, space)()
print(sorted(n for n in space if not n.startswith("__")), space["__module__"])

# expect: <lambda>() missing 1 required positional argument: 'x'
# expect: 1 () 2 {}
# expect: C []
# expect: <lambda>() missing 1 required keyword-only argument: 'k'
# expect: C []
# expect: C ['x', 'y']
# expect: []
# expect: ['x', 'y'] here
