def f(name):
    return t"Hello {name!r:>10}!"
