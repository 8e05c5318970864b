"""Functions as values: closures with state, composition, higher-order functions, decorators, keyword arguments."""


def counter(step):
    total = 0

    def advance(times=1):
        nonlocal total
        total += step * times
        return total

    return advance


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x

    return composed


def memoized(function):
    known = {}

    def wrapper(*args, **options):
        key = args, tuple(options.items())
        if key not in known:
            known[key] = function(*args, **options)
        return known[key]

    return wrapper


@memoized
def binomial(n, k, modulus=10**9 + 7):
    if k in (0, n):
        return 1
    return (binomial(n - 1, k - 1, modulus=modulus) + binomial(n - 1, k, modulus=modulus)) % modulus


def fold(function, values, start):
    result = start
    for value in values:
        result = function(result, value)
    return result


def church(n):
    return (lambda f: lambda x: x) if n == 0 else (lambda previous: lambda f: lambda x: f(previous(f)(x)))(church(n - 1))


def main():
    counters = [counter(step) for step in range(1, 11)]
    for i in range(1_500_000):
        counters[i % 10](times=i & 3)
    pipeline = compose(lambda x: x + 1, lambda x: x * 3, lambda x: x ^ 5, lambda x: x % 1000003)
    value = 1
    for _ in range(600_000):
        value = pipeline(value)
    largest = fold(lambda a, b: a if a > b else b, (n * 7919 % 1000003 for n in range(900_000)), 0)
    multiply = lambda m, n: lambda f: m(n(f))
    print([c() for c in counters], value, largest, binomial(150, 70), multiply(church(12), church(13))(lambda x: x + 1)(0))


if __name__ == "__main__":
    main()
