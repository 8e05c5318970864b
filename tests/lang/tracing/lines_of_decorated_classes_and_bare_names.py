# The body of a decorated class begins at the line of its first decorator; a variable alone on a line is traced, too.
import sys


def decorated():
    def decorator(arg):
        return lambda c: c

    @decorator(6)
    @decorator(
        len([8]),
    )
    class C:
        x = 1


class Bare:
    def __init__(self):
        self


def names(a=1):
    a
    Bare()
    x = a
    x
    x; a
    1
    if x: x
    for x in (1,):
        x


events = []


def trace(frame, event, arg):
    events.append((frame.f_code.co_name, event, frame.f_lineno))
    return trace


sys.settrace(trace)
decorated()
names()
sys.settrace(None)
for event in events[:-1]:
    print(*event)

# expect: decorated call 5
# expect: decorated line 6
# expect: decorated line 9
# expect: decorator call 6
# expect: decorator line 7
# expect: decorator return 7
# expect: decorated line 10
# expect: decorated line 11
# expect: decorated line 10
# expect: decorator call 6
# expect: decorator line 7
# expect: decorator return 7
# expect: decorated line 13
# expect: C call 9
# expect: C line 9
# expect: C line 14
# expect: C return 14
# expect: decorated line 10
# expect: <lambda> call 7
# expect: <lambda> line 7
# expect: <lambda> return 7
# expect: decorated line 9
# expect: <lambda> call 7
# expect: <lambda> line 7
# expect: <lambda> return 7
# expect: decorated line 13
# expect: decorated return 13
# expect: names call 22
# expect: names line 23
# expect: names line 24
# expect: __init__ call 18
# expect: __init__ line 19
# expect: __init__ return 19
# expect: names line 25
# expect: names line 26
# expect: names line 27
# expect: names line 28
# expect: names line 29
# expect: names line 30
# expect: names line 31
# expect: names line 30
