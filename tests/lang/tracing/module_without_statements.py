# A module without statements has a line, so that debuggers stop in it.
import sys


def trace(frame, event, argument):
    print(event, frame.f_lineno, frame.f_code.co_name)
    return trace


for source in "", "# comment\n", "\n\n", "\f":
    code = compile(source, "module.py", "exec")
    print(repr(source), code.co_firstlineno, {line for *_, line in code.co_lines()})
    sys.settrace(trace)
    exec(code)
    sys.settrace(None)

# expect: '' 1 {0}
# expect: call 0 <module>
# expect: line 0 <module>
# expect: return 0 <module>
# expect: '# comment\n' 1 {0}
# expect: call 0 <module>
# expect: line 0 <module>
# expect: return 0 <module>
# expect: '\n\n' 1 {0}
# expect: call 0 <module>
# expect: line 0 <module>
# expect: return 0 <module>
# expect: '\x0c' 1 {0}
# expect: call 0 <module>
# expect: line 0 <module>
# expect: return 0 <module>
