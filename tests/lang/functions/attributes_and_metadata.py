def f(a: int, b: str = "x") -> bool:
    """Says something."""


f.tag = 7
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.tag, f.__dict__)
print(f.__annotations__, f.__defaults__, f.__kwdefaults__)
print(f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_name)
f.__defaults__ = (1, 2)
print(f.__defaults__)


def outer():
    def inner():
        pass
    return inner


print(outer().__qualname__)

# expect: f f Says something. __main__ 7 {'tag': 7}
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'return': <class 'bool'>} ('x',) None
# expect: ('a', 'b') 2 f
# expect: (1, 2)
# expect: outer.<locals>.inner
