# sys.monitoring: tools, events, local events, DISABLE.
# min-version: 3.12
import sys

m = sys.monitoring
E = m.events
TOOL = m.COVERAGE_ID


def f(n):
    total = 0
    for i in range(n):
        total += i
    return total


def g():
    try:
        f("x")
    except TypeError:
        return "caught"


def gen():
    yield 1
    yield 2


base = f.__code__.co_firstlineno
log = []


def on(name, result=None):
    def callback(code, where, *rest):
        if code.co_filename != __file__:
            return None
        log.append((name, code.co_name, where - base if name == "LINE" else "", *[type(x).__name__ for x in rest]))
        return result

    m.register_callback(TOOL, getattr(E, name), callback)
    return getattr(E, name)


def show():
    m.set_events(TOOL, 0)
    for entry in log:
        if entry[1] != "<module>":
            print(*entry)
    log.clear()
    print("--")


print(m.get_tool(TOOL))
m.use_tool_id(TOOL, "test")
print(m.get_tool(TOOL))
try:
    m.use_tool_id(TOOL, "again")
except ValueError as e:
    print(e)

m.set_events(TOOL, on("PY_START") | on("PY_RETURN") | on("PY_YIELD") | on("PY_RESUME"))
f(2), list(gen())
show()

m.set_events(TOOL, on("LINE"))
f(2)
show()

m.set_events(TOOL, on("LINE", m.DISABLE))
f(3)
show()
m.restart_events()
m.set_events(TOOL, E.LINE)
f(1)
show()
m.register_callback(TOOL, E.LINE, None)
m.restart_events()

m.set_events(TOOL, on("CALL") | on("C_RETURN") | on("C_RAISE") | on("RAISE") | on("PY_UNWIND") | on("EXCEPTION_HANDLED"))
g()
show()

m.set_local_events(TOOL, f.__code__, on("PY_START"))
print(m.get_local_events(TOOL, f.__code__) == E.PY_START, m.get_events(TOOL))
f(1), g()
m.set_local_events(TOOL, f.__code__, 0)
show()

for bad in (lambda: m.set_events(TOOL, E.C_RETURN), lambda: m.get_events(9), lambda: m.set_events(3, E.LINE),
            lambda: m.register_callback(TOOL, E.LINE | E.CALL, None)):
    try:
        bad()
    except ValueError as e:
        print(e)

m.free_tool_id(TOOL)
print(m.get_tool(TOOL))

# expect: None
# expect: test
# expect: tool 1 is already in use
# expect: PY_START f 
# expect: PY_RETURN f  int
# expect: PY_START gen 
# expect: PY_YIELD gen  int
# expect: PY_RESUME gen 
# expect: PY_YIELD gen  int
# expect: PY_RESUME gen 
# expect: PY_RETURN gen  NoneType
# expect: PY_START show 
# expect: --
# expect: LINE f 1
# expect: LINE f 2
# expect: LINE f 3
# expect: LINE f 2
# expect: LINE f 3
# expect: LINE f 2
# expect: LINE f 4
# expect: LINE show 35
# expect: --
# expect: LINE f 1
# expect: LINE f 2
# expect: LINE f 3
# expect: LINE f 2
# expect: LINE f 4
# expect: LINE show 35
# expect: --
# expect: LINE f 1
# expect: LINE f 2
# expect: LINE f 3
# expect: LINE f 2
# expect: LINE f 4
# expect: LINE show 35
# expect: --
# expect: CALL g  function str
# expect: CALL f  type str
# expect: C_RAISE f  type str
# expect: RAISE f  TypeError
# expect: PY_UNWIND f  TypeError
# expect: RAISE g  TypeError
# expect: EXCEPTION_HANDLED g  TypeError
# expect: CALL show  builtin_function_or_method int
# expect: --
# expect: True 0
# expect: PY_START f 
# expect: PY_START f 
# expect: --
# expect: cannot set C_RETURN or C_RAISE events independently
# expect: invalid tool 9 (must be between 0 and 5)
# expect: tool 3 is not in use
# expect: The callback can only be set for one event at a time
# expect: None
