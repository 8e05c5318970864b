# A debugger sends a frame to another line.
import sys


def run(function, first, second):
    base = function.__code__.co_firstlineno
    done = False

    def tracer(frame, event, arg):
        nonlocal done
        if frame.f_code is function.__code__ and event == "line" and frame.f_lineno == base + first and not done:
            done = True
            try:
                frame.f_lineno = base + second
            except ValueError as e:
                print("ValueError:", str(e).replace(str(base + second), "N"))
        return tracer

    sys.settrace(tracer)
    try:
        function()
    except Exception as e:
        print(type(e).__name__, e)
    sys.settrace(None)


def forwards():
    print("a")
    print("b")
    print("c")


def out_of_loop():
    for i in range(3):
        print("loop", i)
        print("end", i)
    print("after")


def into_loop():
    print("a")
    for i in range(3):
        print("loop", i)


def out_of_except():
    try:
        1 / 0
    except ZeroDivisionError:
        print("handling", sys.exception())
        print("not here")
    print("after", sys.exception())


def into_except():
    print("a")
    try:
        print("b")
    except ValueError:
        print("c")


class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, *args):
        print("exit")


def out_of_with():
    with Manager():
        print("inside")
        print("not here")
    print("after")


def within_with():
    with Manager():
        print("inside")
        print("not here")
        print("end")


run(forwards, 1, 3)
run(forwards, 3, 1)
run(out_of_loop, 3, 4)
run(out_of_loop, 3, 1)
run(into_loop, 1, 3)
run(out_of_except, 4, 6)
run(into_except, 1, 5)
run(out_of_with, 2, 4)
run(within_with, 3, 4)
run(forwards, 1, 1000)
run(forwards, 1, -1000)
try:
    sys._getframe().f_lineno = 1
except ValueError as e:
    print(e)

# expect: c
# expect: a
# expect: b
# expect: a
# expect: b
# expect: c
# expect: loop 0
# expect: after
# expect: loop 0
# expect: loop 0
# expect: end 0
# expect: loop 1
# expect: end 1
# expect: loop 2
# expect: end 2
# expect: after
# expect: ValueError: can't jump into the body of a for loop
# expect: a
# expect: loop 0
# expect: loop 1
# expect: loop 2
# expect: after None
# expect: ValueError: can't jump into an 'except' block as there's no exception
# expect: a
# expect: b
# expect: enter
# expect: after
# expect: enter
# expect: inside
# expect: end
# expect: exit
# expect: ValueError: line N comes after the current code block
# expect: a
# expect: b
# expect: c
# expect: ValueError: line N comes before the current code block
# expect: a
# expect: b
# expect: c
# expect: f_lineno can only be set in a trace function
