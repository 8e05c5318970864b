# While a tool is told of a line, the frame is at that line, also if the line has no code of its own. f_lineno may be set there.
# min-version: 3.12
import sys

monitoring = sys.monitoring
TOOL = monitoring.PROFILER_ID


def statements(flag):
    try:
        raise ValueError
    except ValueError:
        pass
    if flag:
        pass
    else:
        pass
    for _ in range(2):
        pass
    with memoryview(b""):
        len("")
        pass
    return 1


def jumps():
    seen = []
    seen.append(1)
    seen.append(2)
    seen.append(3)
    return seen


def told(code, line):
    frame = sys._getframe(1)
    print(code.co_name, line - code.co_firstlineno, frame.f_lineno - code.co_firstlineno)
    if code is jumps.__code__ and line == code.co_firstlineno + 3:
        frame.f_lineno = line + 1


monitoring.use_tool_id(TOOL, "lines")
monitoring.register_callback(TOOL, monitoring.events.LINE, told)
for function in statements, jumps:
    monitoring.set_local_events(TOOL, function.__code__, monitoring.events.LINE)
statements(True)
statements(False)
print(jumps())
monitoring.free_tool_id(TOOL)
try:
    sys._getframe().f_lineno = 1
except ValueError as error:
    print(error)

# expect: statements 1 1
# expect: statements 2 2
# expect: statements 3 3
# expect: statements 4 4
# expect: statements 5 5
# expect: statements 6 6
# expect: statements 9 9
# expect: statements 10 10
# expect: statements 9 9
# expect: statements 10 10
# expect: statements 9 9
# expect: statements 11 11
# expect: statements 12 12
# expect: statements 13 13
# expect: statements 11 11
# expect: statements 14 14
# expect: statements 1 1
# expect: statements 2 2
# expect: statements 3 3
# expect: statements 4 4
# expect: statements 5 5
# expect: statements 8 8
# expect: statements 9 9
# expect: statements 10 10
# expect: statements 9 9
# expect: statements 10 10
# expect: statements 9 9
# expect: statements 11 11
# expect: statements 12 12
# expect: statements 13 13
# expect: statements 11 11
# expect: statements 14 14
# expect: jumps 1 1
# expect: jumps 2 2
# expect: jumps 3 3
# expect: jumps 5 5
# expect: [1, 3]
# expect: f_lineno can only be set in a trace function
