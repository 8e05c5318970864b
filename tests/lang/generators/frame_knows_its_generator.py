# min-version: 3.14
import sys
def g():
    yield sys._getframe()
async def co():
    return sys._getframe().f_generator
i = g()
frame = next(i)
print(frame.f_generator is i, i.gi_frame.f_generator is i, sys._getframe().f_generator)
list(i)
print(frame.f_generator)
c = co()
try:
    c.send(None)
except StopIteration as e:
    print(e.value is c)

# expect: True True None
# expect: None
# expect: True
