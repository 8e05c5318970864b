# code(...) of the values that the attributes of a code object have makes the same code, as copying tools rely on.
import copyreg
import pickle
import types


def attributes(c):
    return (c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_stacksize, c.co_flags, c.co_code,
            tuple(remade(k) if isinstance(k, types.CodeType) else k for k in c.co_consts), c.co_names, c.co_varnames, c.co_filename,
            c.co_name, c.co_qualname, c.co_firstlineno, c.co_linetable, c.co_exceptiontable, c.co_freevars, c.co_cellvars)


def remade(c):
    return types.CodeType(*attributes(c))


def same(f):
    made = types.FunctionType(remade(f.__code__), f.__globals__, f.__name__, f.__defaults__, f.__closure__)
    made.__kwdefaults__ = f.__kwdefaults__
    return made


def plain(x):
    "Documented."
    return x + 1


def parameters(a, /, b=2, *c, d=4, **e):
    return a, b, c, d, e


def cells(a):
    b = [a]

    def inner(x):
        nonlocal b
        b = b + [x, a]
        return lambda: (b, a, x)

    return inner


def handlers(x):
    out = []
    try:
        with open("/dev/null") as f:
            out.append(1 / x)
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    except (TypeError, ValueError):
        raise
    else:
        out.append("else")
    finally:
        out.append("finally")
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as e:
        out.append(len(e.exceptions))
    except* KeyError:
        out.append("key")
    return out


def comprehensions(n):
    return [x for x in range(n) if x % 2], {x: [y for y in range(x)] for x in range(n)}, {*range(n)}, list(x * n for x in range(n))


def matches(x):
    match x:
        case [1, *rest] | (2, 3, *rest):
            return "list", rest
        case {"a": a, **rest}:
            return a, rest
        case int(real=r) if r > 5:
            return "int", r
        case str():
            return "str"
        case _:
            return None


def formats(x):
    return f"{x!r:>{10}}|{x}|{x:03}", "%s and %r" % (x, x)


def generator(n):
    got = yield n
    yield got
    yield from [1, 2]
    return 3


async def coroutine(x):
    async with Manager() as m:
        return [y async for y in agen(x)], m


async def agen(n):
    for i in range(n):
        yield i


class Manager:
    async def __aenter__(self):
        return 5

    async def __aexit__(self, *args):
        pass


def drive(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value


def generic():
    def f[T](x: T) -> T:
        return x

    class C[T]:
        attribute: int = 3
        other: str

    type A[T] = list[T]
    return f(3), C.attribute, f.__type_params__[0].__name__, A.__name__, C.__annotations__


def classes():
    class Base:
        def m(self):
            return "base"

    class Derived(Base):
        "Doc."
        x = [i for i in range(3)]

        def m(self):
            return super().m(), __class__.__name__

    return Derived().m(), Derived.x, Derived.__doc__


def expand(*a, **k):
    return dict(**k, z=1), [*a, *k], parameters(*a, **k)


print(same(plain)(41), same(plain).__doc__, same(parameters)(1), same(parameters)(1, 3, 5, d=6, z=7))
print(same(cells)(1)(2)(), same(cells(1))(3)(), same(handlers)(0), same(handlers)(1))
print(same(comprehensions)(4), [same(matches)(x) for x in ([1, 2], (2, 3, 4), {"a": 1, "b": 2}, 7, "x", 1.5)])
print(same(formats)(7), list(same(generator)(2)), drive(same(coroutine)(3)))
print(same(generic)(), same(classes)(), same(expand)(1, 2, d=3))
for f in plain, parameters, cells, handlers, comprehensions, matches, formats, generator, coroutine, generic, classes, expand:
    again = remade(f.__code__)
    assert again == f.__code__ and hash(again) == hash(f.__code__) and list(again.co_lines()) == list(f.__code__.co_lines()), f
    assert list(again.co_positions()) == list(f.__code__.co_positions())
    assert attributes(again) == attributes(f.__code__)

space = {}
module = compile("import sys\nx = 1\ndef f(y): return x + y\nclass A:\n    z = x\n    def g(self): global w; w = 3\nprint(f(2), A.z)", "module", "exec")
exec(remade(module), space)
exec(remade(module), space, {})
print(eval(remade(compile("x + 1", "expression", "eval")), space))



def made(*args):
    return types.CodeType(*args)


copyreg.pickle(types.CodeType, lambda c: (made, attributes(c)))
print(types.FunctionType(pickle.loads(pickle.dumps(comprehensions.__code__)), {})(3) == comprehensions(3))
try:
    same(lambda: 1 / 0)()
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_lineno - same.__code__.co_firstlineno > 0)

given = attributes(plain.__code__)
for i in range(len(given)):
    try:
        types.CodeType(*given[:i], None, *given[i + 1:])
    except TypeError as e:
        print(i)
for i, value in ((0, -1), (0, 5), (1, 2), (3, 7), (4, -1)):
    try:
        types.CodeType(*given[:i], value, *given[i + 1:])
    except (ValueError, SystemError):
        print(i, value)
for count in (0, 15, 19):
    try:
        types.CodeType(*(given + given)[:count])
    except TypeError as e:
        print(e)
try:
    types.CodeType(argcount=0)
except TypeError as e:
    print("TypeError")

# expect: 42 Documented. (1, 2, (), 4, {}) (1, 3, (5,), 6, {'z': 7})
# expect: ([1, 2, 1], 1, 2) ([1, 3, 1], 1, 3) ['ZeroDivisionError', 'finally', 1, 'key'] [1.0, 'else', 'finally', 1, 'key']
# expect: ([1, 3], {0: [], 1: [0], 2: [0, 1], 3: [0, 1, 2]}, {0, 1, 2, 3}, [0, 4, 8, 12]) [('list', [2]), ('list', [4]), (1, {'b': 2}), ('int', 7), 'str', None]
# expect: ('         7|7|007', '7 and 7') [2, None, 1, 2] ([0, 1, 2], 5)
# expect: (3, 3, 'T', 'A', {'attribute': <class 'int'>, 'other': <class 'str'>}) (('base', 'Derived'), [0, 1, 2], 'Doc.') ({'d': 3, 'z': 1}, [1, 2, 'd'], (1, 2, (), 3, {}))
# expect: 3 1
# expect: 3 1
# expect: 2
# expect: True
# expect: True
# expect: 0
# expect: 1
# expect: 2
# expect: 3
# expect: 4
# expect: 5
# expect: 6
# expect: 7
# expect: 8
# expect: 9
# expect: 10
# expect: 11
# expect: 12
# expect: 13
# expect: 14
# expect: 15
# expect: 16
# expect: 17
# expect: 0 -1
# expect: 0 5
# expect: 1 2
# expect: 3 7
# expect: 4 -1
# expect: code expected at least 16 arguments, got 0
# expect: code expected at least 16 arguments, got 15
# expect: code expected at most 18 arguments, got 19
# expect: TypeError
