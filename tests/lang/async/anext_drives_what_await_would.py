# anext(iterator, default) awaits what __anext__ gives as `await` does: an iterator alone is not enough.
class BadAwaitable:
    def __await__(self): return 42

def generator(): yield 7

async def coroutine(): return "value"

def results(make, *default):
    class Iterator:
        def __aiter__(self): return self
        def __anext__(self): return make()
    async def run():
        return await anext(Iterator(), *default)
    task = run()
    try:
        task.send(None)
    except StopIteration as e:
        return e.value
    except TypeError as e:
        return "TypeError"
    return "it waits"

for make in (BadAwaitable, lambda: iter("abc"), generator, coroutine, lambda: 42, lambda: None):
    print(results(make), results(make, "default"))

# expect: TypeError TypeError
# expect: TypeError TypeError
# expect: TypeError TypeError
# expect: value value
# expect: TypeError TypeError
# expect: TypeError TypeError
