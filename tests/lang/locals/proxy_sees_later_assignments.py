# min-version: 3.13
import sys
def f():
    p = sys._getframe().f_locals
    print("x" in p)
    x = 1
    print(p["x"])
    x = 2
    print(p["x"])
    del x
    print("x" in p)
f()

# expect: False
# expect: 1
# expect: 2
# expect: False
