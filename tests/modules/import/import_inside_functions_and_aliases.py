def f():
    import math as m
    from string import digits as d, ascii_lowercase
    return m.floor(2.5), d, ascii_lowercase[:3]


print(f(), "math" in globals())
import os.path as path, sys as system

print(path.join("a", "b"), system is __import__("sys"))

# expect: (2, '0123456789', 'abc') False
# expect: a/b True
