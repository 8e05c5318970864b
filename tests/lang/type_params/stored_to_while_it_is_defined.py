# min-version: 3.13
# A tracer that stores to the local that a generic function is being bound to.
import sys


def outer():
    def generic[T](x: T) -> T:
        return x
    return generic


def tracer(frame, event, arg):
    frame.f_trace_opcodes = True
    if frame.f_code is outer.__code__ and event == "opcode":
        frame.f_locals["generic"] = 5
    return tracer


sys.settrace(tracer)
try:
    outer()
finally:
    sys.settrace(None)
print(outer()(1), outer().__type_params__)

# expect: 1 (T,)
