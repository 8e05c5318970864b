import types


def outer():
    x = 1

    def inner():
        return x
    return inner


class Tuple(tuple):
    pass


free, plain = outer().__code__, (lambda a=1: a).__code__


def make(code, *rest, **named):
    try:
        f = types.FunctionType(code, {}, *rest, **named)
        print(f.__name__, f.__defaults__, f.__kwdefaults__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


make(plain, 5)
make(plain, b"x")
make(plain, None, 5)
make(plain, None, True)
make(plain, argdefs=[])
make(plain, None, Tuple((1,)))
make(free, None, None, None)
make(free, None, None, 5)
make(free, None, None, ())
make(free, None, None, (1,))
make(free, None, None, (types.CellType(), types.CellType()))
make(free, None, None, Tuple((types.CellType(1),)))
make(plain, None, None, ())
make(plain, None, None, (1,))
make(plain, kwdefaults=5)
make(plain, kwdefaults={"k": 1})
make(plain, nonsense=1)
print(types.FunctionType(free, {}, closure=(types.CellType(7),))())

# expect: TypeError arg 3 (name) must be None or string
# expect: TypeError arg 3 (name) must be None or string
# expect: TypeError arg 4 (defaults) must be None or tuple
# expect: TypeError arg 4 (defaults) must be None or tuple
# expect: TypeError arg 4 (defaults) must be None or tuple
# expect: <lambda> (1,) None
# expect: TypeError arg 5 (closure) must be tuple
# expect: TypeError arg 5 (closure) must be None or tuple
# expect: ValueError inner requires closure of length 1, not 0
# expect: TypeError arg 5 (closure) expected cell, found int
# expect: ValueError inner requires closure of length 1, not 2
# expect: inner None None
# expect: <lambda> None None
# expect: ValueError <lambda> requires closure of length 0, not 1
# expect: TypeError arg 6 (kwdefaults) must be None or dict
# expect: <lambda> None {'k': 1}
# expect: TypeError function() got an unexpected keyword argument 'nonsense'
# expect: 7
