import sys
def both(x):
    if x:
        pass
    else:
        pass
def without_else(x):
    if x:
        y = 1
        y = 2
def chain(x):
    if x == 1:
        a = 1
    elif x == 2:
        b = 1
    elif x == 3:
        return None
def loop(x):
    for i in range(x):
        pass
    while x:
        x = 0
def handler(x):
    try:
        1 / x
    except ZeroDivisionError:
        pass
def tracer(frame, event, arg):
    if event == "return":
        print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
    return tracer
for x in 0, 1, 2, 3:
    for function in both, without_else, chain, loop, handler:
        sys.settrace(tracer)
        function(x)
        sys.settrace(None)

# expect: both 4
# expect: without_else 1
# expect: chain 5
# expect: loop 3
# expect: handler 4
# expect: both 2
# expect: without_else 3
# expect: chain 2
# expect: loop 3
# expect: handler 2
# expect: both 2
# expect: without_else 3
# expect: chain 4
# expect: loop 3
# expect: handler 2
# expect: both 2
# expect: without_else 3
# expect: chain 6
# expect: loop 3
# expect: handler 2
