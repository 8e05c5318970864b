# The end of a profile or trace function that is replaced may switch off its successor: nothing keeps that one alive.
import sys
import weakref

for name in "profile", "trace":
    install, installed = getattr(sys, "set" + name), getattr(sys, "get" + name)

    class Hook:
        def __call__(self, *event): pass
        def __del__(self): install(None)

    first, second = Hook(), Hook()
    watch = weakref.ref(second)
    install(first)
    del first
    install(second)
    del second
    install(None)
    print(name, watch() is None, installed())

# A call during which observation ends is not kept in mind.
class Argument: pass
def switch_off(argument): sys.monitoring.set_events(1, 0)
sys.monitoring.use_tool_id(1, "test")
sys.monitoring.register_callback(1, sys.monitoring.events.CALL, lambda *event: None)
sys.monitoring.set_events(1, sys.monitoring.events.CALL)
argument = Argument()
watch = weakref.ref(argument)
max([argument], key=switch_off)
del argument
print(watch() is None)
sys.monitoring.free_tool_id(1)

# expect: profile True None
# expect: trace True None
# expect: True
