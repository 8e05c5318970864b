async def counting(stop):
    for n in range(stop):
        yield n


class Iterator:
    def __init__(self, items):
        self.items = items

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.items:
            raise StopAsyncIteration
        return self.items.pop(0)


class Plain:
    def __aiter__(self):
        return iter([])


class NotAwaitable:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    except BaseException as error:
        return type(error).__name__
    finally:
        coroutine.close()


async def main():
    generator = counting(2)
    print(aiter(generator) is generator, await anext(generator), await anext(generator), await anext(generator, "default"), await anext(generator, None))
    iterator = aiter(Iterator(["a"]))
    print(await anext(iterator), await anext(iterator, "end"))
    try:
        await anext(iterator)
    except StopAsyncIteration as error:
        print(repr(error))


async def wait_for(iterator, *default):
    return await anext(iterator, *default)


run(main())
print(run(wait_for(NotAwaitable())), run(wait_for(NotAwaitable(), 1)))
for source in ("aiter(5)", "aiter(Plain())", "anext(5)", "anext([].__iter__())", "aiter()", "anext()", "aiter(Iterator([]), 1)", "anext(Iterator([]), 1, 2)"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, type(error).__name__)

# expect: True 0 1 default None
# expect: a end
# expect: StopAsyncIteration()
# expect: TypeError TypeError
# expect: aiter(5) TypeError
# expect: aiter(Plain()) TypeError
# expect: anext(5) TypeError
# expect: anext([].__iter__()) TypeError
# expect: aiter() TypeError
# expect: anext() TypeError
# expect: aiter(Iterator([]), 1) TypeError
# expect: anext(Iterator([]), 1, 2) TypeError
