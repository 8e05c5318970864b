class Pause:
    def __await__(self):
        got = yield "paused"
        return got


async def work():
    first = await Pause()
    second = await Pause()
    return first, second


c = work()
print(c.send(None), c.send(1))
try:
    c.send(2)
except StopIteration as stop:
    print(stop.value)
print(type(c).__name__, c.cr_running, c.__name__)

# expect: paused paused
# expect: (1, 2)
# expect: coroutine False work
