"""A generator that a finalizer has revived, and that does not let itself be closed, keeps what it holds, counted or not."""

import gc
import sys

box = []
sys.unraisablehook = lambda error: None  # "generator ignored GeneratorExit"


class Temporary:
    def __del__(self):
        box.append(self.generator)


def function():
    return "hello"


def generate():
    held = function
    while True:
        try:
            yield
        except GeneratorExit:
            continue
        yield held()


def make():
    global function
    temporary = Temporary()
    temporary.function = function
    temporary.generator = generate()
    next(temporary.generator)
    temporary.me = temporary
    del function


gc.disable()
make()
gc.collect()
junk = [lambda: i for i in range(200)]
print(next(box[0]), len(junk))
gc.collect()
print(len(box))

# expect: hello 200
# expect: 1
