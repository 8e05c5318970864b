# co_lines() has the line of each event at f_lasti, also for lines that no instruction needs.
import sys

wrong, seen = [], []

def trace(frame, event, arg):
    line = None
    for start, end, of in frame.f_code.co_lines():
        if start <= frame.f_lasti < end:
            line = of
    (seen if line == frame.f_lineno else wrong).append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace

def passes():
    try:
        try:
            raise ValueError
        except OSError:
            pass
    except ValueError:
        pass
    while True:
        pass
        break
    for i in (1, 2):
        if i:
            continue
    try:
        return 2
    finally:
        3

def fails():
    with open("/dev/null"):
        raise KeyError

class Body:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True

for function in (passes, fails, lambda: exec("class A:\n def f(self): pass\n x = 1")):
    sys.settrace(trace)
    try:
        function()
    except KeyError:
        pass
    sys.settrace(None)
print(wrong, ("line", 1) in seen, ("call", 0) in seen, ("return", 17) in seen, len(seen) > 30)

# expect: [] True True True True
