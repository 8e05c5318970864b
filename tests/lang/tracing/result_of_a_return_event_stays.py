# min-version: 3.13
# A tracer that stores to the local that is being returned or yielded changes the local, not the result.
import sys


def plain():
    r = 1
    return r


def argument(r):
    return r


def generator():
    r = "first"
    yield r
    yield r
    return r


def finally_():
    r = 1
    try:
        return r
    finally:
        s = 2


def constant():
    r = 1
    return 5


def temporary():
    r = 1
    return [r]


async def coroutine():
    r = 1
    return r


def tracer_of(wanted):
    def tracer(frame, event, arg):
        if event == wanted and "r" in frame.f_locals:
            seen.append((event, frame.f_locals["r"], arg if event == "return" else None))
            frame.f_locals["r"] = len(seen) * 100
        return tracer
    return tracer


def run(what, event):
    global seen
    seen = []
    sys.settrace(tracer_of(event))
    try:
        if what is generator:
            iterator = what()
            result = []
            try:
                while True:
                    result.append(next(iterator))
            except StopIteration as e:
                result.append(e.value)
        elif what is coroutine:
            try:
                what().send(None)
            except StopIteration as e:
                result = e.value
        else:
            result = what(1) if what is argument else what()
    finally:
        sys.settrace(None)
    return result, seen


for what in plain, argument, generator, finally_, constant, temporary, coroutine:
    for event in "return", "line", "call":
        print(what.__name__, event, *run(what, event))

# expect: plain return 1 [('return', 1, 1)]
# expect: plain line 100 [('line', 1, None)]
# expect: plain call 1 []
# expect: argument return 1 [('return', 1, 1)]
# expect: argument line 100 [('line', 1, None)]
# expect: argument call 100 [('call', 1, None)]
# expect: generator return ['first', 100, 200] [('return', 'first', 'first'), ('return', 100, 100), ('return', 200, 200)]
# expect: generator line [100, 200, 300] [('line', 'first', None), ('line', 100, None), ('line', 200, None)]
# expect: generator call ['first', 100, 200] [('call', 'first', None), ('call', 100, None)]
# expect: finally_ return 1 [('return', 1, 1)]
# expect: finally_ line 200 [('line', 1, None), ('line', 100, None), ('line', 200, None)]
# expect: finally_ call 1 []
# expect: constant return 5 [('return', 1, 5)]
# expect: constant line 5 [('line', 1, None)]
# expect: constant call 5 []
# expect: temporary return [1] [('return', 1, [1])]
# expect: temporary line [100] [('line', 1, None)]
# expect: temporary call [1] []
# expect: coroutine return 1 [('return', 1, 1)]
# expect: coroutine line 100 [('line', 1, None)]
# expect: coroutine call 1 []
