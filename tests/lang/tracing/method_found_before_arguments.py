# Calls of methods that are looked up before their arguments are evaluated, as a profiler, a tracer and a monitoring tool see them.
import math
import sys

EVENTS = []


class Plain:
    def m(self, value):
        return value

    def __init__(self):
        self.own = lambda value: value


def argument(value):
    return value


def calls(o, items):
    o.m(argument(1))
    o.own(argument(2))
    o.m(value=argument(3))
    items.append(argument(4))
    math.floor(argument(5.0))
    items.sort(key=len and abs)
    (o
     .m(argument(6)))


def profile(frame, event, arg):
    name = getattr(arg, "__name__", None) if event.startswith("c_") else frame.f_code.co_name
    if name != "setprofile":
        EVENTS.append((event, name))


for _ in range(3):
    o, items = Plain(), [2]
    sys.setprofile(profile)
    calls(o, items)
    sys.setprofile(None)
    print(EVENTS)
    EVENTS.clear()


def trace(frame, event, arg):
    EVENTS.append((event, frame.f_code.co_name, frame.f_lineno - calls.__code__.co_firstlineno))
    return trace


sys.settrace(trace)
calls(Plain(), [1])
sys.settrace(None)
for event in EVENTS:
    print(*event)


# A tracer may leave the arguments.
def leaves(o, items):
    try:
        items.append(
            argument(o))
    finally:
        items.append(
            argument(1))
    items.append(2)
    return items


def jump(frame, event, arg):
    if event == "line" and frame.f_code is leaves.__code__ and frame.f_lineno == leaves.__code__.co_firstlineno + 3:
        frame.f_lineno = leaves.__code__.co_firstlineno + 7
    return jump


for target in (Plain(), [], [0]):
    sys.settrace(jump)
    result = leaves(1, [])
    sys.settrace(None)
    print(result)

# expect: [('call', 'calls'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('call', 'argument'), ('return', 'argument'), ('call', '<lambda>'), ('return', '<lambda>'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('call', 'argument'), ('return', 'argument'), ('c_call', 'append'), ('c_return', 'append'), ('call', 'argument'), ('return', 'argument'), ('c_call', 'floor'), ('c_return', 'floor'), ('c_call', 'sort'), ('c_return', 'sort'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('return', 'calls')]
# expect: [('call', 'calls'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('call', 'argument'), ('return', 'argument'), ('call', '<lambda>'), ('return', '<lambda>'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('call', 'argument'), ('return', 'argument'), ('c_call', 'append'), ('c_return', 'append'), ('call', 'argument'), ('return', 'argument'), ('c_call', 'floor'), ('c_return', 'floor'), ('c_call', 'sort'), ('c_return', 'sort'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('return', 'calls')]
# expect: [('call', 'calls'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('call', 'argument'), ('return', 'argument'), ('call', '<lambda>'), ('return', '<lambda>'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('call', 'argument'), ('return', 'argument'), ('c_call', 'append'), ('c_return', 'append'), ('call', 'argument'), ('return', 'argument'), ('c_call', 'floor'), ('c_return', 'floor'), ('c_call', 'sort'), ('c_return', 'sort'), ('call', 'argument'), ('return', 'argument'), ('call', 'm'), ('return', 'm'), ('return', 'calls')]
# expect: call __init__ -8
# expect: line __init__ -7
# expect: return __init__ -7
# expect: call calls 0
# expect: line calls 1
# expect: call argument -4
# expect: line argument -3
# expect: return argument -3
# expect: call m -11
# expect: line m -10
# expect: return m -10
# expect: line calls 2
# expect: call argument -4
# expect: line argument -3
# expect: return argument -3
# expect: call <lambda> -7
# expect: line <lambda> -7
# expect: return <lambda> -7
# expect: line calls 3
# expect: call argument -4
# expect: line argument -3
# expect: return argument -3
# expect: call m -11
# expect: line m -10
# expect: return m -10
# expect: line calls 4
# expect: call argument -4
# expect: line argument -3
# expect: return argument -3
# expect: line calls 5
# expect: call argument -4
# expect: line argument -3
# expect: return argument -3
# expect: line calls 6
# expect: line calls 7
# expect: line calls 8
# expect: call argument -4
# expect: line argument -3
# expect: return argument -3
# expect: call m -11
# expect: line m -10
# expect: return m -10
# expect: return calls 8
# expect: [2]
# expect: [2]
# expect: [2]
