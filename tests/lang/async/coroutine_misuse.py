async def f():
    pass


c = f()
for action in (lambda: list(c), lambda: c + 1, lambda: next(c)):
    try:
        action()
    except TypeError as error:
        print(error)
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print(error)

# expect: 'coroutine' object is not iterable
# expect: unsupported operand type(s) for +: 'coroutine' and 'int'
# expect: 'coroutine' object is not an iterator
# expect: cannot reuse already awaited coroutine
