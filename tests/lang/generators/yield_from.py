def inner():
    got = yield 1
    print("inner got", got)
    try:
        yield 2
    except ValueError:
        print("inner caught")
        yield 3
    return "result"


def outer():
    value = yield from inner()
    print("value", value)
    yield from [10, 11]


g = outer()
print(next(g), g.send("hello"), g.throw(ValueError))
print(list(g))

# expect: inner got hello
# expect: inner caught
# expect: 1 2 3
# expect: value result
# expect: [10, 11]
