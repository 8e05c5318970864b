# While an error leaves a frame in the middle of a call, its temporaries die, and the locals are still there.
import gc
import sys


class Dying:
    def __del__(self):
        frame = sys._getframe(1)
        said.append((frame.f_code.co_name, len(frame.f_locals["x"])))
        try:
            kept.clear()
        except RuntimeError as error:
            said.append(str(error))
        junk = [[i] for i in range(100)]
        gc.collect()


def give(*arguments):
    return arguments


def fail():
    raise ValueError("failed")


def leave():
    global kept
    kept = sys._getframe()
    x = [[i] for i in range(10)]
    give(Dying(), x, fail())


def leave_method():
    global kept
    kept = sys._getframe()
    x = [[i] for i in range(10)]
    x.index(Dying(), fail())


def generate():
    global kept
    kept = sys._getframe()
    x = [[i] for i in range(10)]
    give(Dying(), x, (yield))


said, kept = [], None
for function in leave, leave_method:
    try:
        function()
    except ValueError as error:
        print(error)
    kept.clear()
    print(said)
    said.clear()
generator = generate()
next(generator)
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
print(said)

# expect: failed
# expect: [('leave', 10), 'cannot clear an executing frame']
# expect: failed
# expect: [('leave_method', 10), 'cannot clear an executing frame']
# expect: thrown
# expect: [('generate', 10), 'cannot clear an executing frame']
