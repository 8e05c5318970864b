# min-version: 3.14
def f():
    x: undefined_anywhere = 1
    y: also_undefined
    return x, sorted(locals())
print(f(), f.__annotations__)

# expect: (1, ['x']) {}
