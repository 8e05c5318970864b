import sys
frame = sys._getframe()
for name in "f_trace_lines", "f_trace_opcodes":
    for value in False, True, 1, None:
        try:
            setattr(frame, name, value)
            print(name, getattr(frame, name))
        except TypeError as e:
            print(name, e)
try:
    del frame.f_trace_lines
except TypeError as e:
    print(e)

# expect: f_trace_lines False
# expect: f_trace_lines True
# expect: f_trace_lines attribute value type must be bool
# expect: f_trace_lines attribute value type must be bool
# expect: f_trace_opcodes False
# expect: f_trace_opcodes True
# expect: f_trace_opcodes attribute value type must be bool
# expect: f_trace_opcodes attribute value type must be bool
# expect: can't delete numeric/char attribute
