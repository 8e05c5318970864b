def plain():
    yield
def handling():
    try:
        raise KeyError(1)
    except KeyError:
        yield
def delegating():
    try:
        raise LookupError(1)
    except LookupError:
        yield from plain()
for function in plain, handling, delegating:
    for started in True, False:
        generator = function()
        if started:
            next(generator)
        try:
            try:
                1 / 0
            except ZeroDivisionError:
                generator.throw(ValueError(2))
        except ValueError as e:
            print(function.__name__, started, repr(e.__context__))

# expect: plain True None
# expect: plain False None
# expect: handling True KeyError(1)
# expect: handling False None
# expect: delegating True LookupError(1)
# expect: delegating False None
