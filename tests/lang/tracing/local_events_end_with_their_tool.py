# A tool that gives up its id leaves nothing behind: no events in single code objects, and nothing that it has disabled.
# min-version: 3.14
import sys

m = sys.monitoring
E = m.events

def f():
    x = 1
    return x

hits = []
def line(code, number):
    if code is f.__code__: hits.append(number - code.co_firstlineno)

def taken():
    result = hits.copy()
    hits.clear()
    return result

m.use_tool_id(1, "first")
m.register_callback(1, E.LINE, line)
m.set_local_events(1, f.__code__, E.LINE)
f()
print("first", taken())
m.free_tool_id(1)

m.use_tool_id(1, "second")
m.register_callback(1, E.LINE, line)
f()
print("second", taken(), m.get_local_events(1, f.__code__))
m.set_local_events(1, f.__code__, E.LINE)
f()
print("it asks", taken())
m.clear_tool_id(1)
m.register_callback(1, E.LINE, line)
f()
print("cleared", taken(), m.get_local_events(1, f.__code__))

# Another tool keeps its events.
m.use_tool_id(2, "other")
m.register_callback(2, E.LINE, line)
m.set_local_events(2, f.__code__, E.LINE)
m.set_local_events(1, f.__code__, E.LINE)
f()
print("both", taken())
m.free_tool_id(1)
f()
print("the other", taken())
m.free_tool_id(2)
f()
print("none", taken())

def once(code, number):
    line(code, number)
    return m.DISABLE

# What a tool has disabled comes back when it has not wanted the event for a while.
m.use_tool_id(1, "third")
m.register_callback(1, E.LINE, once)
def in_all_code(events): m.set_events(1, events)
def in_this_code(events): m.set_local_events(1, f.__code__, events)
for want in (in_all_code, in_this_code):
    want(E.LINE)
    f()
    f()
    print("once", taken())
    want(0)
    f()
    print("not wanted", taken())
    want(E.LINE)
    f()
    f()
    print("once again", taken())
    want(0)
    f()
m.set_events(1, E.LINE)
f()
m.free_tool_id(1)
f()
taken()
m.use_tool_id(1, "fourth")
m.register_callback(1, E.LINE, line)
m.set_events(1, E.LINE)
f()
print("the next tool", taken())
m.free_tool_id(1)

# expect: first [1, 2]
# expect: second [] 0
# expect: it asks [1, 2]
# expect: cleared [] 0
# expect: both [1, 1, 2, 2]
# expect: the other [1, 2]
# expect: none []
# expect: once [1, 2]
# expect: not wanted []
# expect: once again [1, 2]
# expect: once [1, 2]
# expect: not wanted []
# expect: once again [1, 2]
# expect: the next tool [1, 2]
