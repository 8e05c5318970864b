# min-version: 3.13
import sys
def outer(x=5):
    z = x + 1
    def inner():
        y = x + z
        return sys._getframe()
    return sys._getframe(), inner()
first, second = outer()
print(sorted(first.f_locals), sorted(second.f_locals))
first.clear()
second.clear()
print(dict(first.f_locals), dict(second.f_locals))
def deep(n):
    return sys._getframe() if n == 0 else deep(n - 1)
frame, names = deep(3), []
while frame:
    names.append(frame.f_code.co_name)
    frame = frame.f_back
print(names)

# expect: ['inner', 'x', 'z'] ['x', 'y', 'z']
# expect: {} {}
# expect: ['deep', 'deep', 'deep', 'deep', '<module>']
