def f():
    counter = 1
    return conter


f()

# expect-error: NameError: name 'conter' is not defined. Did you mean: 'counter'?
# status: 1
