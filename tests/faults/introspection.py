# Frames, signatures, tracing, what the runtime says of itself.
import inspect
import sys
import types


def function(a, b=2, *args, c: int = 3, **named) -> str:
    return sorted(inspect.currentframe().f_locals)


events = []


def tracer(frame, event, argument):
    events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


print(inspect.signature(function), function(1), function.__annotations__, inspect.getdoc(len)[:20], function.__code__.co_varnames)
sys.settrace(tracer)
function(1, 2, 3)
sys.settrace(None)
print(events[0], len(events) > 2, inspect.getmembers(types.SimpleNamespace(a=1, b=2))[-2:], sys.getsizeof([]) > 0)
made = types.FunctionType(function.__code__.replace(co_name="renamed"), globals())
print(made.__name__, types.new_class("New", (), {}, lambda ns: ns.update(x=1)).x, [n for n in dir(str) if n.startswith("is")][:3])
print(type(inspect.stack()[0]).__name__, [p.name for p in inspect.signature(print).parameters.values()], len(help.__class__.__mro__), sys.getrecursionlimit() > 100)
