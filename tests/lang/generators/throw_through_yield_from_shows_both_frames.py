import sys
def names():
    frame, found = sys._getframe(1), []
    while frame.f_code.co_name != "<module>":
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found
def inner():
    try:
        yield names()
    except ValueError:
        yield names()
def outer():
    yield from inner()
    yield names()
generator = outer()
print(next(generator))
print(generator.throw(ValueError))
print(next(generator))
class Thrower:
    def __iter__(self): return self
    def __next__(self): return names()
    def throw(self, *args):
        print(generator.gi_running, generator.gi_yieldfrom)
        return names()[:1]
def through():
    yield from Thrower()
generator = through()
print(next(generator))
print(generator.throw(ValueError))
print(next(generator))

# expect: ['inner', 'outer']
# expect: ['inner', 'outer']
# expect: ['outer']
# expect: ['__next__', 'through']
# expect: True None
# expect: ['throw']
# expect: ['__next__', 'through']
