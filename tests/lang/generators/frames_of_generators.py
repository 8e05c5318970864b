# min-version: 3.13
import sys
def g():
    yield sys._getframe()
    yield
log = []
def h():
    try:
        yield 1
    finally:
        log.append("left")
i = h()
frame = i.gi_frame
frame.clear()
print(list(i), log)
i = h()
next(i)
try:
    i.gi_frame.clear()
except RuntimeError as e:
    print(e)
print(list(i), log)
def clears():
    try:
        sys._getframe().clear()
    except RuntimeError as e:
        yield str(e)
print(list(clears()))
async def co(): pass
c = co()
c.cr_frame.clear()
c.close()
i = g()
frame = next(i)
list(i)
print(frame.clear())

# expect: [] []
# expect: cannot clear a suspended frame
# expect: [] ['left']
# expect: ['cannot clear an executing frame']
# expect: None
