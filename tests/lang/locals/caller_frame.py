# min-version: 3.13
import sys
def set_in_caller():
    sys._getframe(1).f_locals["v"] = "set"
def f():
    v = "unset"
    set_in_caller()
    return v
print(f())

# expect: set
