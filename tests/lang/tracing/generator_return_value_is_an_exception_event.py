import sys
def values(result):
    yield 1
    return result
def loop(result):
    for x in values(result):
        pass
def delegate(result):
    yield from values(result)
def outer(result):
    list(delegate(result))
def tracer(frame, event, arg):
    if event == "exception":
        print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg[0].__name__, arg[1].value)
    return tracer
for result in None, 5:
    for function in loop, outer:
        sys.settrace(tracer)
        function(result)
        sys.settrace(None)

# expect: delegate 1 StopIteration None
# expect: loop 1 StopIteration 5
# expect: delegate 1 StopIteration 5
