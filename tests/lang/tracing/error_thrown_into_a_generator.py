# An error that is thrown into a generator or coroutine that has not started: tools see a call that raises, at the line of the definition. In one that
# waits for another one, sys.settrace reports the line once more.
import sys


def generator():
    yield 1


async def coroutine():
    return 1


def watch(steps):
    events = []

    def trace(frame, event, arg):
        if frame.f_code.co_name in ("generator", "coroutine", "waiting", "delegating"):
            events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
            return trace

    sys.settrace(trace)
    try:
        steps.throw(ValueError)
    except ValueError:
        pass
    finally:
        sys.settrace(None)
    print(events)


watch(generator())
watch(coroutine())
closed = generator()
closed.close()
watch(closed)


def delegating():
    yield from [1]


async def waiting():
    class Wait:
        def __await__(self):
            yield 1
    await Wait()


for steps in delegating(), waiting():
    steps.send(None)
    watch(steps)

# expect: [('call', 0), ('exception', 0), ('return', 0)]
# expect: [('call', 0), ('exception', 0), ('return', 0)]
# expect: []
# expect: [('call', 1), ('exception', 1), ('line', 1), ('return', 1)]
# expect: [('call', 4), ('exception', 4), ('line', 4), ('return', 4)]
