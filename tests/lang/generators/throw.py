def robust():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            print("handled", error)
        finally:
            print("step")


g = robust()
next(g)
print(g.throw(ValueError("one")))
try:
    g.throw(KeyError("two"))
except KeyError as error:
    print("escaped", error)
print(list(g))


def fresh():
    yield 1


try:
    fresh().throw(ValueError("not started"))
except ValueError as error:
    print(error)

# expect: handled one
# expect: step
# expect: ready
# expect: step
# expect: escaped 'two'
# expect: []
# expect: not started
