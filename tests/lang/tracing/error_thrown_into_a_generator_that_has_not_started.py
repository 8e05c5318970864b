# An error that is thrown into a generator or coroutine that has not started: tools see a call that raises, at the line of the definition.
import sys


def generator():
    yield 1


async def coroutine():
    return 1


def watch(steps):
    events = []

    def trace(frame, event, arg):
        if frame.f_code.co_name in ("generator", "coroutine"):
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

# expect: [('call', 0), ('exception', 0), ('return', 0)]
# expect: [('call', 0), ('exception', 0), ('return', 0)]
# expect: []
