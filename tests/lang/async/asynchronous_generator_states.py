class Step:
    def __await__(self):
        yield "step"


async def numbers():
    try:
        yield 1
        await Step()
        yield 2
    finally:
        print("closing")


def drive(awaitable):
    try:
        while True:
            print("yielded", awaitable.send(None))
    except StopIteration as stop:
        return stop.value


g = numbers()
print(drive(g.__anext__()), g.ag_running)
first = g.__anext__()
print(first.send(None), g.ag_running)
try:
    g.__anext__().send(None)
except RuntimeError as error:
    print(error)
print(drive(first))
try:
    first.send(None)
except RuntimeError as error:
    print(error)
print(drive(g.aclose()))
try:
    drive(g.asend(None))
except StopAsyncIteration as error:
    print(repr(error))

# expect: 1 False
# expect: step True
# expect: anext(): asynchronous generator is already running
# expect: 2
# expect: cannot reuse already awaited __anext__()/asend()
# expect: closing
# expect: None
# expect: StopAsyncIteration()
