# Lines are counted from the first one: they move with it.
import types
def f():
    x = 1

    raise ValueError(x)
def g():
    # two lines
    # further down
    return 1 // 0
def lines(code):
    try:
        types.FunctionType(code, {"ValueError": ValueError})()
    except Exception as e:
        tb = e.__traceback__.tb_next
        return code.co_firstlineno, tb.tb_lineno, tb.tb_frame.f_lineno, max(line for *_, line in code.co_lines() if line), [p for p in code.co_positions() if p[0]][-1][:2]
code = f.__code__
for first in (code.co_firstlineno, 100, 1, 2 ** 31 - 4):
    print(lines(code.replace(co_firstlineno=first)))
moved = code.replace(co_firstlineno=50)
print(lines(moved.replace(co_name="h")), lines(moved.replace(co_firstlineno=3)) == lines(code), moved.replace(co_firstlineno=3) == code)
print(moved.co_linetable == code.co_linetable, lines(moved.replace(co_linetable=code.co_linetable)))
other = g.__code__.replace(co_firstlineno=20)
print(lines(other), lines(other.replace(co_linetable=g.__code__.co_linetable)))

# expect: (3, 6, 6, 6, (6, 6))
# expect: (100, 103, 103, 103, (103, 103))
# expect: (1, 4, 4, 4, (4, 4))
# expect: (2147483644, 2147483647, 2147483647, 2147483647, (2147483647, 2147483647))
# expect: (50, 53, 53, 53, (53, 53)) True True
# expect: True (50, 53, 53, 53, (53, 53))
# expect: (20, 23, 23, 23, (23, 23)) (20, 23, 23, 23, (23, 23))
