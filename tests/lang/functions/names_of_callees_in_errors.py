# The name of a callee in an error comes from its attributes, whatever they are.
class Callable:
    def __call__(self): pass


class Other:
    def __ne__(self, other): raise RecursionError("compared")
    def __str__(self): return "other"


class Builtin:
    def __eq__(self, other): return True
    def __str__(self): return "builtin"


class Failing(Callable):
    def __getattribute__(self, name): raise KeyError(name)


class Nameless(Callable):
    def __getattribute__(self, name):
        if name == "__module__": raise ValueError(name)
        return "q"


def attempt(callee):
    try:
        callee(**{"a": 1}, **{"a": 2})
    except Exception as error:
        print(type(error).__name__, error)


for module, name in ("m", "q"), ("builtins", "q"), (None, "q"), (3, "q"), ("m", 4), ("m", ("t", 1)), (Other(), "q"), (Builtin(), "q"):
    callee = Callable()
    callee.__module__, callee.__qualname__ = module, name
    attempt(callee)
attempt(Failing())
attempt(Nameless())
attempt(len)
attempt([].append)
attempt(7)

# expect: TypeError m.q() got multiple values for keyword argument 'a'
# expect: TypeError q() got multiple values for keyword argument 'a'
# expect: TypeError q() got multiple values for keyword argument 'a'
# expect: TypeError 3.q() got multiple values for keyword argument 'a'
# expect: TypeError m.4() got multiple values for keyword argument 'a'
# expect: TypeError m.('t', 1)() got multiple values for keyword argument 'a'
# expect-before-3.15: RecursionError compared
# expect-since-3.15: TypeError function got multiple values for keyword argument 'a'
# expect: TypeError q() got multiple values for keyword argument 'a'
# expect-before-3.15: KeyError '__qualname__'
# expect-since-3.15: TypeError function got multiple values for keyword argument 'a'
# expect-before-3.15: ValueError __module__
# expect-since-3.15: TypeError function got multiple values for keyword argument 'a'
# expect: TypeError len() got multiple values for keyword argument 'a'
# expect: TypeError list.append() got multiple values for keyword argument 'a'
# expect: TypeError 7 got multiple values for keyword argument 'a'
