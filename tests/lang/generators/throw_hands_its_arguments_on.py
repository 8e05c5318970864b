# throw() of a generator that delegates hands its arguments to the throw() of the inner iterator, unchecked.
class Inner:
    def __iter__(self):
        return self

    def __next__(self):
        return 5

    def throw(self, *args):
        return args


class WithoutThrow:
    def __iter__(self):
        return self

    def __next__(self):
        return 6


def delegating(inner):
    try:
        yield from inner
    except Exception as e:
        yield type(e).__name__, str(e)


def nested(inner):
    yield from delegating(inner)


for outer in delegating, nested:
    for what in (123, None, "text", int, ValueError, ValueError("x"), [1]):
        g = outer(Inner())
        print(next(g), g.throw(what))
    for what in (GeneratorExit, GeneratorExit("x"), ValueError, ValueError("y")):
        g = outer(WithoutThrow())
        try:
            print(next(g), g.throw(what))
        except GeneratorExit as e:
            print("GeneratorExit", e)
    for what in (123, None, int):
        g = outer(WithoutThrow())
        next(g)
        try:
            print(g.throw(what))
        except TypeError as e:
            print(e)


def inner_generator():
    try:
        yield 7
    except ValueError as e:
        yield "caught", e.args
    yield 8


for what in (123, ValueError("z"), ValueError):
    g = nested(inner_generator())
    next(g)
    try:
        print(g.throw(what))
    except TypeError as e:
        print("TypeError", e)


class Awaitable:
    def __await__(self):
        return Inner()


async def coroutine():
    return await Awaitable()


c = coroutine()
print(c.send(None), c.throw(456))
c.close()

# expect: 5 (123,)
# expect: 5 (None,)
# expect: 5 ('text',)
# expect: 5 (<class 'int'>,)
# expect: 5 (<class 'ValueError'>,)
# expect: 5 (ValueError('x'),)
# expect: 5 ([1],)
# expect: GeneratorExit 
# expect: GeneratorExit x
# expect: 6 ('ValueError', '')
# expect: 6 ('ValueError', 'y')
# expect: exceptions must be classes or instances deriving from BaseException, not int
# expect: exceptions must be classes or instances deriving from BaseException, not NoneType
# expect: exceptions must be classes or instances deriving from BaseException, not type
# expect: 5 (123,)
# expect: 5 (None,)
# expect: 5 ('text',)
# expect: 5 (<class 'int'>,)
# expect: 5 (<class 'ValueError'>,)
# expect: 5 (ValueError('x'),)
# expect: 5 ([1],)
# expect: GeneratorExit 
# expect: GeneratorExit x
# expect: 6 ('ValueError', '')
# expect: 6 ('ValueError', 'y')
# expect: exceptions must be classes or instances deriving from BaseException, not int
# expect: exceptions must be classes or instances deriving from BaseException, not NoneType
# expect: exceptions must be classes or instances deriving from BaseException, not type
# expect: ('TypeError', 'exceptions must be classes or instances deriving from BaseException, not int')
# expect: ('caught', ('z',))
# expect: ('caught', ())
# expect: 5 (456,)
