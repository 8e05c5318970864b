# A tracer gets 'opcode' events from frames whose f_trace_opcodes is set, and from no other.
import sys

events = []


def tracer(frame, event, arg):
    name = frame.f_code.co_name
    if event == "line" and name == "watched":
        frame.f_trace_opcodes = True
    events.append((name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def watched(a):
    b = a + 1
    return b * 2


def unwatched(a):
    return a


sys.settrace(tracer)
watched(1)
unwatched(2)
sys.settrace(None)

opcodes = [line for name, event, line in events if name == "watched" and event == "opcode"]
print(len(opcodes) > 2, sorted(set(opcodes)))
print([entry for entry in events if entry[1] != "opcode"])
print([event for name, event, line in events if name == "unwatched"])

# expect: True [1, 2]
# expect: [('watched', 'call', 0), ('watched', 'line', 1), ('watched', 'line', 2), ('watched', 'return', 2), ('unwatched', 'call', 0), ('unwatched', 'line', 1), ('unwatched', 'return', 1)]
# expect: ['call', 'line', 'return']
