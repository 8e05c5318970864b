# Calls with all kinds of arguments, closures, decorators, recursion.
import functools


def call(first, second=2, /, *rest, key, other="o", **named):
    return first, second, rest, key, other, named


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n
    return step


@functools.lru_cache(maxsize=16)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **named):
        return function.__name__, function(*args, **named)
    return wrapper


print(call(1, key=2), call(*range(6), **{"key": 1, "z": 2}), call(1, 2, *[3], key="k", **{}, q=1))
steps = [counter() for _ in range(30)]
print([step(n) + step() for n, step in enumerate(steps)][-3:], fib(60), fib.cache_info(), logged(call)(1, key=3))
print(functools.reduce(lambda a, b: a * b, range(1, 30)), functools.partial(call, 1, key=5)(9), sorted("bca", key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))))


def deep(n):
    return n and 1 + deep(n - 1)


print(deep(500), (lambda *a, k=3: (a, k))(1, 2), [f(3) for f in (abs, str, lambda x: x * 2)])
try:
    call()
except TypeError as error:
    print(error)
