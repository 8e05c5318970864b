handlers = [lambda f: f, lambda f: "replaced"]


@handlers[1]
def a():
    pass


@(lambda f: f.__name__ * 2)
def b():
    pass


print(a, b)

# expect: replaced bb
