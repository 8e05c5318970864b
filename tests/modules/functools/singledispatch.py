from functools import singledispatch


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
@show.register(tuple)
def _(x):
    return "sequence"


print(show(1), show("s"), show([1]), show((1,)), show(True), show.dispatch(list)([]))

# expect: int object sequence sequence int sequence
