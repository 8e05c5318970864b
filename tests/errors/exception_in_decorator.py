def refuse(f):
    raise TypeError(f"cannot decorate {f.__name__}")


@refuse
def target():
    pass

# expect-error: TypeError: cannot decorate target
# status: 1
