import sys
import warnings

warnings.simplefilter("ignore")
out = []


def f():
    a = 1
    for i in [1, 2, 3]:
        out.append(i)
        for j in [4, 5]:
            out.append(j)
    out.append("end")
    b = 2


first = f.__code__.co_firstlineno


def run(at, *lines):
    out.clear()
    done = []

    def tracer(frame, event, argument):
        if frame.f_code is f.__code__ and event == "line" and frame.f_lineno == first + at and not done:
            done.append(1)
            for line in lines:
                try:
                    frame.f_lineno = first + line
                except ValueError as e:
                    print(line, e)
        return tracer

    sys.settrace(tracer)
    f()
    sys.settrace(None)
    print(at, lines, out)


run(5, 6, 5)
run(5, 6, 3)
run(5, 6, 4, 5)
run(5, 3, 3, 6)
run(3, 6, 3)
for value in None, "x", True, 1.5, 10:
    try:
        sys._getframe().f_lineno = value
    except ValueError as e:
        print(e)

# expect: 5 can't jump into the body of a for loop
# expect: 5 (6, 5) [1, 'end']
# expect: 3 can't jump into the body of a for loop
# expect: 5 (6, 3) [1, 'end']
# expect: 4 can't jump into the body of a for loop
# expect: 5 can't jump into the body of a for loop
# expect: 5 (6, 4, 5) [1, 'end']
# expect: 5 (3, 3, 6) [1, 'end']
# expect: 3 can't jump into the body of a for loop
# expect: 3 (6, 3) ['end']
# expect: lineno must be an integer
# expect: lineno must be an integer
# expect: lineno must be an integer
# expect: lineno must be an integer
# expect: f_lineno can only be set in a trace function
