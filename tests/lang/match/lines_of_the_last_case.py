# Line events of match statements in which no case matches: the last line that was tried is not left.
import sys

events = []


def trace(frame, event, value):
    events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


def f(command):
    match command.split():
        case ["go", d] if d in "nesw":
            x = 1
        case ["go", _]:
            x = 2
    y = 3
def g(x):
    match x:
        case (3 | 99 | 999 as y):
            z = 1
def h(x):
    match x:
        case (3 | 17 as y):
            print("not default")
        case 7:
            print("also not default")
def k(x):
    match x:
        case 1: a = 1
        case 2: a = 2
        case {"a": 1}: a = 3
        case [1, *_]: a = 4
        case str(): a = 5
for function, argument in ((f, "huh"), (f, "go home"), (f, "go n"), (g, 5), (g, 3), (h, 7), (h, 1), (k, 5), (k, 2), (k, {}), (k, []), (k, "")):
    events.clear()
    sys.settrace(trace)
    function(argument)
    sys.settrace(None)
    print(function.__name__, repr(argument), *("%s %d" % event for event in events))

# expect: f 'huh' call 0 line 1 line 2 line 4 line 6 return 6
# expect: f 'go home' call 0 line 1 line 2 line 4 line 5 line 6 return 6
# expect: f 'go n' call 0 line 1 line 2 line 3 line 6 return 6
# expect: g 5 call 0 line 1 line 2 return 2
# expect: g 3 call 0 line 1 line 2 line 3 return 3
# expect: also not default
# expect: h 7 call 0 line 1 line 2 line 4 line 5 return 5
# expect: h 1 call 0 line 1 line 2 line 4 return 4
# expect: k 5 call 0 line 1 line 2 line 3 line 4 line 5 line 6 return 6
# expect: k 2 call 0 line 1 line 2 line 3 return 3
# expect: k {} call 0 line 1 line 2 line 3 line 4 line 5 line 6 return 6
# expect: k [] call 0 line 1 line 2 line 3 line 4 line 5 line 6 return 6
# expect: k '' call 0 line 1 line 2 line 3 line 4 line 5 line 6 return 6
