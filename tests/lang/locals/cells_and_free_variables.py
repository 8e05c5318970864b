# min-version: 3.13
import sys
def outer():
    a = 1
    def inner():
        b = a
        sys._getframe().f_locals["a"] = 7
        return a, b
    return inner(), a
print(outer())

# expect: ((7, 1), 7)
