# min-version: 3.12
import sys

monitoring = sys.monitoring
events = monitoring.events


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


def function():
    return 1


def clear_tool_id(tool):
    """Since 3.14 the module has it; before, only giving the id back did all of it."""
    if hasattr(monitoring, "clear_tool_id"):
        monitoring.clear_tool_id(tool)
    else:
        for event in (events.PY_START, events.PY_RETURN, events.LINE):
            monitoring.register_callback(tool, event, None)
        monitoring.set_events(tool, 0)
        monitoring.set_local_events(tool, function.__code__, 0)


print(monitoring._all_events())
monitoring.use_tool_id(1, "first")
monitoring.use_tool_id(3, "second")
seen = []
monitoring.register_callback(1, events.PY_START, lambda code, offset: seen.append((1, code.co_name)))
monitoring.register_callback(3, events.PY_START, lambda code, offset: seen.append((3, code.co_name)))
monitoring.set_events(1, events.PY_START)
monitoring.set_events(3, events.PY_START | events.PY_RETURN)
function()
print(monitoring._all_events(), sorted(seen))
monitoring.set_local_events(1, function.__code__, events.LINE)
clear_tool_id(1)
seen.clear()
function()
print(monitoring._all_events(), seen, monitoring.get_tool(1), monitoring.get_events(1))
monitoring.free_tool_id(1)
monitoring.set_events(3, 0)
monitoring.free_tool_id(3)
print(monitoring._all_events(), monitoring.get_tool(1))
show("monitoring._all_events(1)")

# expect: {}
# expect: {'PY_START': 10, 'PY_RETURN': 8} [(1, 'function'), (3, 'function')]
# expect: {'PY_START': 8, 'PY_RETURN': 8} [(3, 'function')] first 0
# expect: {} None
# expect: monitoring._all_events(1) -> TypeError
