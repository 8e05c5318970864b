# min-version: 3.13
import sys
def f():
    x = 1
    frame = sys._getframe()
    frame.f_locals["x"] = 2
    return x
print(f())
def g():
    frame = sys._getframe()
    proxy = frame.f_locals
    proxy["new"] = 5
    return proxy["new"], "new" in frame.f_locals, "new" in locals()
print(g())

# expect: 2
# expect: (5, True, True)
