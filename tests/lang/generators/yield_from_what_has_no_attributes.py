"""Delegating to an iterator whose attributes cannot be looked up."""

import sys


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        raise ZeroDivisionError(name)


def delegate():
    try:
        yield from Broken()
    finally:
        print("left")


sys.unraisablehook = lambda unraisable: print("unraisable:", repr(unraisable.exc_value))
for name, use in {
    "send": lambda g: g.send(1),
    "throw": lambda g: g.throw(AttributeError("thrown")),
    "throw GeneratorExit": lambda g: g.throw(GeneratorExit),
    "close": lambda g: g.close(),
}.items():
    generator = delegate()
    next(generator)
    try:
        print(name, use(generator))
    except BaseException as error:
        print(name, repr(error), generator.gi_frame is None)
        if generator.gi_frame:
            print(next(generator))
    del generator

# expect: left
# expect: send ZeroDivisionError('send') True
# expect: throw ZeroDivisionError('throw') False
# expect: 1
# expect: unraisable: ZeroDivisionError('close')
# expect: left
# expect: unraisable: ZeroDivisionError('close')
# expect: left
# expect: throw GeneratorExit GeneratorExit() True
# expect: unraisable: ZeroDivisionError('close')
# expect: left
# expect: close None
